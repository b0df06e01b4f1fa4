/** The suite as Prometheus sees it: what is told, what the rules make of it, and which fault makes which alert fire. */
package io.oeesuite.systemtests.monitoring;
