/** How the machines of a plant become the metrics of an edge node, and commands become orders to the machines. */
package io.oeesuite.simulator.machine;
