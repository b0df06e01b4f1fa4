package io.oeesuite.analytics.alerts;

import io.oeesuite.contracts.AlertSeverity;

/**
 * Nothing is known of a machine for too long: it is offline, says itself that its state is undefined, or says nothing at all although it is running. A machine
 * that stands still may be silent for as long as it likes: edge nodes report by exception.
 *
 * @param absenceMs how long it may be offline or undefined, > 0
 * @param silenceMs how long it may say nothing while it runs, > 0
 */
public record NoData(long absenceMs, long silenceMs) implements AlertRule {

    @Override
    public String name() {
        return "no-data";
    }

    @Override
    public AlertSeverity severity() {
        return AlertSeverity.ALERT_SEVERITY_WARNING;
    }

    @Override
    public Judgement judge(MachineSituation machine, long nowMs, boolean open) {
        return switch (machine.bucket()) {
            // who fell silent and then went offline has been missed since before
            case LEDGER_BUCKET_NO_DATA ->
                open
                        ? new Judgement.Wrong(machine.sinceMs(), absenceMs)
                        : Judgement.after(absenceMs, machine.sinceMs(), nowMs);
            case LEDGER_BUCKET_RUN -> Judgement.after(silenceMs, machine.heardMs(), nowMs);
            case LEDGER_BUCKET_NOT_SCHEDULED,
                    LEDGER_BUCKET_PLANNED_DOWN,
                    LEDGER_BUCKET_SETUP,
                    LEDGER_BUCKET_UNPLANNED_DOWN,
                    LEDGER_BUCKET_MINOR_STOP,
                    LEDGER_BUCKET_UNSPECIFIED,
                    UNRECOGNIZED -> Judgement.FINE;
        };
    }
}
