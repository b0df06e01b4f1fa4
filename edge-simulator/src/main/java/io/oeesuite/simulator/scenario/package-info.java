/** Which nodes, lines and machines there are, read from a file. */
package io.oeesuite.simulator.scenario;
