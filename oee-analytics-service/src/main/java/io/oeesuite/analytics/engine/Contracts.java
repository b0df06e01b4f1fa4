package io.oeesuite.analytics.engine;

import java.util.List;

import io.oeesuite.contracts.ChangeCause;
import io.oeesuite.contracts.Flag;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerTotals;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Window;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.ledger.LedgerFlags;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.engine.window.WindowResult;

/** The engine's words in the words of the contracts, and back. */
final class Contracts {
    private Contracts() {}

    static LedgerChange.Builder change(LedgerPatch patch, Cause cause) {
        LedgerChange.Builder change = LedgerChange.newBuilder()
                .setFromMs(patch.time().fromMs())
                .setCountsFromMs(patch.slots().fromMs())
                .setCountsToMs(patch.slots().toMs())
                .setCause(cause(cause));
        if (patch.time().toMs() != TimeRange.FOREVER) {
            change.setToMs(patch.time().toMs());
        }
        patch.intervals().forEach(interval -> change.addIntervals(interval(interval)));
        patch.counts().forEach(slot -> change.addCounts(slot(slot)));
        return change;
    }

    static OeeResult.Builder result(WindowResult result) {
        return OeeResult.newBuilder()
                .setWindow(window(result.span().kind()))
                .setStartMs(result.span().fromMs())
                .setEndMs(result.span().toMs())
                .setVersion(result.version())
                .setCause(cause(result.cause()))
                .setComplete(result.complete())
                .setTotals(totals(result.totals()))
                .addAllFlags(flags(result.flags()));
    }

    static LedgerBucket bucket(io.oeesuite.engine.ledger.LedgerBucket bucket) {
        return switch (bucket) {
            case NOT_SCHEDULED -> LedgerBucket.LEDGER_BUCKET_NOT_SCHEDULED;
            case PLANNED_DOWN -> LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN;
            case NO_DATA -> LedgerBucket.LEDGER_BUCKET_NO_DATA;
            case SETUP -> LedgerBucket.LEDGER_BUCKET_SETUP;
            case UNPLANNED_DOWN -> LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN;
            case MINOR_STOP -> LedgerBucket.LEDGER_BUCKET_MINOR_STOP;
            case RUN -> LedgerBucket.LEDGER_BUCKET_RUN;
        };
    }

    /** @throws IllegalArgumentException when it names no bucket */
    static io.oeesuite.engine.ledger.LedgerBucket bucket(LedgerBucket bucket) {
        return switch (bucket) {
            case LEDGER_BUCKET_NOT_SCHEDULED -> io.oeesuite.engine.ledger.LedgerBucket.NOT_SCHEDULED;
            case LEDGER_BUCKET_PLANNED_DOWN -> io.oeesuite.engine.ledger.LedgerBucket.PLANNED_DOWN;
            case LEDGER_BUCKET_NO_DATA -> io.oeesuite.engine.ledger.LedgerBucket.NO_DATA;
            case LEDGER_BUCKET_SETUP -> io.oeesuite.engine.ledger.LedgerBucket.SETUP;
            case LEDGER_BUCKET_UNPLANNED_DOWN -> io.oeesuite.engine.ledger.LedgerBucket.UNPLANNED_DOWN;
            case LEDGER_BUCKET_MINOR_STOP -> io.oeesuite.engine.ledger.LedgerBucket.MINOR_STOP;
            case LEDGER_BUCKET_RUN -> io.oeesuite.engine.ledger.LedgerBucket.RUN;
            case LEDGER_BUCKET_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("the model names a bucket that does not exist");
        };
    }

    private static io.oeesuite.contracts.LedgerInterval interval(LedgerInterval interval) {
        var contract = io.oeesuite.contracts.LedgerInterval.newBuilder()
                .setFromMs(interval.fromMs())
                .setBucket(bucket(interval.bucket()))
                .setReason(interval.reason())
                .setProduct(interval.product())
                .setOrder(interval.order())
                .setStopFromMs(interval.stopFromMs().orElse(0))
                .setOutgrowsAtMs(interval.outgrowsAtMs().orElse(0))
                .setOnline(interval.online())
                .setHasIdeal(interval.hasIdeal())
                .addAllFlags(flags(interval.flags()));
        if (!interval.isOpen()) {
            contract.setToMs(interval.toMs());
        }
        interval.state().ifPresent(contract::setState);
        interval.mode().ifPresent(contract::setMode);
        return contract.build();
    }

    private static io.oeesuite.contracts.CountSlot slot(CountSlot slot) {
        return io.oeesuite.contracts.CountSlot.newBuilder()
                .setFromMs(slot.fromMs())
                .setProduct(slot.product())
                .setOrder(slot.order())
                .setTotal(slot.total())
                .setReject(slot.reject())
                .setHasIdeal(slot.hasIdeal())
                .setIdealTotalMs(slot.idealTotalMs())
                .setIdealGoodMs(slot.idealGoodMs())
                .setIdealStartupMs(slot.idealStartupMs())
                .addAllFlags(flags(slot.flags()))
                .build();
    }

    private static LedgerTotals totals(Totals totals) {
        return LedgerTotals.newBuilder()
                .setNotScheduledMs(totals.notScheduledMs())
                .setPlannedDownMs(totals.plannedDownMs())
                .setNoDataMs(totals.noDataMs())
                .setSetupMs(totals.setupMs())
                .setUnplannedDownMs(totals.unplannedDownMs())
                .setMinorStopMs(totals.minorStopMs())
                .setRunMs(totals.runMs())
                .setTotalCount(totals.totalCount())
                .setRejectCount(totals.rejectCount())
                .setHasIdeal(totals.idealKnown())
                .setUnratedCount(totals.unratedCount())
                .setIdealTotalMs(totals.idealTotalMs())
                .setIdealGoodMs(totals.idealGoodMs())
                .setIdealStartupMs(totals.idealStartupMs())
                .build();
    }

    private static List<Flag> flags(LedgerFlags flags) {
        return flags.list().stream().map(Contracts::flag).toList();
    }

    private static Flag flag(LedgerFlag flag) {
        return switch (flag) {
            case CONFLICT -> Flag.FLAG_CONFLICT;
            case COUNTER_RESET -> Flag.FLAG_COUNTER_RESET;
            case COUNTER_ROLLOVER -> Flag.FLAG_COUNTER_ROLLOVER;
            case PERFORMANCE_OVER_1 -> Flag.FLAG_PERFORMANCE_OVER_1;
            case IDEAL_MISSING -> Flag.FLAG_IDEAL_MISSING;
            case REJECTS_OVER_TOTAL -> Flag.FLAG_REJECTS_OVER_TOTAL;
            case CLOCK_SKEW -> Flag.FLAG_CLOCK_SKEW;
            case GAP_COUNT -> Flag.FLAG_GAP_COUNT;
        };
    }

    private static ChangeCause cause(Cause cause) {
        return switch (cause) {
            case LIVE -> ChangeCause.CHANGE_CAUSE_LIVE;
            case STOP_OUTGREW -> ChangeCause.CHANGE_CAUSE_STOP_OUTGREW;
            case HISTORICAL -> ChangeCause.CHANGE_CAUSE_HISTORICAL;
            case LATE -> ChangeCause.CHANGE_CAUSE_LATE;
            case MODEL -> ChangeCause.CHANGE_CAUSE_MODEL;
            case CORRECTION -> ChangeCause.CHANGE_CAUSE_CORRECTION;
        };
    }

    private static Window window(WindowKind kind) {
        return switch (kind) {
            case MINUTE -> Window.WINDOW_MINUTE;
            case HOUR -> Window.WINDOW_HOUR;
            case DAY -> Window.WINDOW_DAY;
        };
    }
}
