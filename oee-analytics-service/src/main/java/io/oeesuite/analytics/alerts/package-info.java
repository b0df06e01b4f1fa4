/**
 * What about a machine somebody should know. Each rule is a class of its own that implements {@link io.oeesuite.analytics.alerts.AlertRule}; a new one is
 * added to {@link io.oeesuite.analytics.alerts.AlertRules}. Pure: the engine says what there is to judge and when, by the clock of the log.
 */
package io.oeesuite.analytics.alerts;
