/** How the services start: as native executables, beside the same in a JVM. */
package io.oeesuite.benchmarks.start;
