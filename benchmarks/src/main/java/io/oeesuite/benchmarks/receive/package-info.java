/** The way from the broker to the raw log, beside a subscriber that only acknowledges. */
package io.oeesuite.benchmarks.receive;
