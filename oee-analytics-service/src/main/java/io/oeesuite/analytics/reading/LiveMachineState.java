package io.oeesuite.analytics.reading;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

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

    /** The bucket at this instant: a minor stop that has outgrown its threshold is an unplanned one. */
    public LedgerBucket bucketAt(long nowMs) {
        boolean outgrown = openStop.filter(stop -> nowMs >= stop.outgrowsAtMs()).isPresent();
        return bucket == LedgerBucket.MINOR_STOP && outgrown ? LedgerBucket.UNPLANNED_DOWN : bucket;
    }
}
