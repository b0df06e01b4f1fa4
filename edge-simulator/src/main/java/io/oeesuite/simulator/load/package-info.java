/** Many edge nodes at a given rate, to see how much a broker and what is behind it can take. */
package io.oeesuite.simulator.load;
