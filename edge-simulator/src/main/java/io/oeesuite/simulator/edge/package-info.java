/** What a Sparkplug 3.0 edge node says and understands: births, data, deaths, commands and the primary host, without any connection. */
package io.oeesuite.simulator.edge;
