/** What the machines of a plant do, second by second: pure, seeded, without a clock and without knowledge of Sparkplug. */
package io.oeesuite.simulator.plant;
