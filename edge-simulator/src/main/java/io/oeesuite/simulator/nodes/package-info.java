/** The edge nodes of this simulator: built from a scenario or an order, kept running, found by name. */
package io.oeesuite.simulator.nodes;
