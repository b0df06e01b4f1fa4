/** Real production data from files, told again as the history of a machine. */
package io.oeesuite.simulator.replay;
