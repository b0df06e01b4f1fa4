/** Commands: the round trip from REST to a device's confirmation, and a storm of rebirth requests. */
package io.oeesuite.benchmarks.command;
