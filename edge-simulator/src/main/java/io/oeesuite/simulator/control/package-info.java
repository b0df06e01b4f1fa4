/** The control API: what people and tests tell the simulator to do. */
package io.oeesuite.simulator.control;
