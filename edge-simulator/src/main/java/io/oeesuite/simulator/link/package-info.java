/** The edge node at work: its connection, its deliveries and its faults. */
package io.oeesuite.simulator.link;
