package io.oeesuite.analytics.alerts;

import io.oeesuite.contracts.AlertSeverity;

/**
 * A machine that should run has stood still for too long. A stop counts from its beginning, whatever states and reasons it goes through, and also while it is
 * still shorter than what the machine's model calls minor. What is known to be down stays so until the machine says something else: that nothing is heard of it is
 * no sign that it runs.
 *
 * @param limitMs how long a stop may last, > 0
 */
public record MachineDown(long limitMs) implements AlertRule {

    @Override
    public String name() {
        return "machine-down";
    }

    @Override
    public AlertSeverity severity() {
        return AlertSeverity.ALERT_SEVERITY_CRITICAL;
    }

    @Override
    public Judgement judge(MachineSituation machine, long nowMs, boolean open) {
        if (!machine.speaksNow()) {
            return Judgement.FINE;
        }
        return switch (machine.bucket()) {
            case LEDGER_BUCKET_MINOR_STOP, LEDGER_BUCKET_UNPLANNED_DOWN ->
                open
                        ? new Judgement.Wrong(machine.sinceMs(), limitMs)
                        : Judgement.after(limitMs, machine.sinceMs(), nowMs);
            case LEDGER_BUCKET_NO_DATA -> open ? new Judgement.Wrong(machine.sinceMs(), limitMs) : Judgement.FINE;
            case LEDGER_BUCKET_NOT_SCHEDULED,
                    LEDGER_BUCKET_PLANNED_DOWN,
                    LEDGER_BUCKET_SETUP,
                    LEDGER_BUCKET_RUN,
                    LEDGER_BUCKET_UNSPECIFIED,
                    UNRECOGNIZED -> Judgement.FINE;
        };
    }
}
