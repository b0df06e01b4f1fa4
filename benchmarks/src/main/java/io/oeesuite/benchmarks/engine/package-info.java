/** How fast facts become OEE. */
package io.oeesuite.benchmarks.engine;
