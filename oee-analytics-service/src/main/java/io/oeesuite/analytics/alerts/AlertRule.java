package io.oeesuite.analytics.alerts;

import io.oeesuite.contracts.AlertSeverity;

/** When somebody should know something about a machine. */
public interface AlertRule {
    /** Names it for ever: it is part of the identity of alerts. Lower case with hyphens. */
    String name();

    AlertSeverity severity();

    /**
     * Judges by nothing but its arguments, so that a replay judges alike.
     *
     * @param nowMs up to when the facts are known
     * @param open whether an alert of this rule is open
     */
    Judgement judge(MachineSituation machine, long nowMs, boolean open);
}
