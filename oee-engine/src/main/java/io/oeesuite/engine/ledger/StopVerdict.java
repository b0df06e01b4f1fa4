package io.oeesuite.engine.ledger;

import java.util.OptionalLong;

import io.oeesuite.engine.facts.TimeRange;

/**
 * What a contiguous unplanned stop is: minor while it is strictly shorter than the threshold, UNPLANNED_DOWN from its first millisecond on once it is not.
 *
 * @param outgrowsAtMs when a minor stop that goes on becomes UNPLANNED_DOWN
 */
public record StopVerdict(LedgerBucket bucket, OptionalLong outgrowsAtMs) {

    /**
     * @param toMs the end of the stop, {@link TimeRange#FOREVER} while it goes on
     * @param knownUntilMs up to when the facts are known; a stop that goes on has lasted until then
     */
    public static StopVerdict of(long fromMs, long toMs, long knownUntilMs, long thresholdMs) {
        long lasted = Math.min(toMs, Math.max(knownUntilMs, fromMs)) - fromMs;
        if (lasted >= thresholdMs) {
            return new StopVerdict(LedgerBucket.UNPLANNED_DOWN, OptionalLong.empty());
        }
        return new StopVerdict(
                LedgerBucket.MINOR_STOP,
                toMs > knownUntilMs ? OptionalLong.of(fromMs + thresholdMs) : OptionalLong.empty());
    }
}
