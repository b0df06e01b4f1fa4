package io.oeesuite.analytics.reading;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.oeesuite.analytics.store.FlagBits;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.engine.ledger.LedgerBucket;

/** What a machine does now, by its live facts; times in milliseconds since 1970 UTC, speeds in items per minute. */
public record LiveMachineState(
        boolean online,
        OptionalLong sinceMs,
        OptionalLong lastEventMs,
        OptionalInt state,
        OptionalInt mode,
        LedgerBucket bucket,
        String reason,
        String product,
        String order,
        OptionalDouble speed,
        OptionalDouble designSpeed,
        int flags,
        Optional<OpenStop> openStop) {

    public static LiveMachineState of(LiveState live, Optional<OpenStop> openStop) {
        return new LiveMachineState(
                live.getOnline(),
                OptionalLong.of(live.getSinceMs()),
                OptionalLong.of(live.getLastEventMs()),
                live.hasState() ? OptionalInt.of(live.getState()) : OptionalInt.empty(),
                live.hasMode() ? OptionalInt.of(live.getMode()) : OptionalInt.empty(),
                Buckets.of(live.getBucketValue()),
                live.getReason(),
                live.getProduct(),
                live.getOrder(),
                live.hasSpeed() ? OptionalDouble.of(live.getSpeed()) : OptionalDouble.empty(),
                live.hasDesignSpeed() ? OptionalDouble.of(live.getDesignSpeed()) : OptionalDouble.empty(),
                FlagBits.of(live.getFlagsList()),
                openStop);
    }

    /** The same with another open stop. */
    public LiveMachineState with(Optional<OpenStop> stop) {
        return new LiveMachineState(
                online,
                sinceMs,
                lastEventMs,
                state,
                mode,
                bucket,
                reason,
                product,
                order,
                speed,
                designSpeed,
                flags,
                stop);
    }

    /** The bucket at this instant: a minor stop that has outgrown its threshold is an unplanned one. */
    public LedgerBucket bucketAt(long nowMs) {
        boolean outgrown = openStop.filter(stop -> nowMs >= stop.outgrowsAtMs()).isPresent();
        return bucket == LedgerBucket.MINOR_STOP && outgrown ? LedgerBucket.UNPLANNED_DOWN : bucket;
    }
}
