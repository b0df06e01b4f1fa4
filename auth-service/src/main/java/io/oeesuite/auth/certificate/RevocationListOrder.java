package io.oeesuite.auth.certificate;

import java.time.Instant;
import java.util.List;

/**
 * A revocation list to be signed.
 *
 * @param number larger than that of every earlier one
 * @param nextUpdate when a later one is there at the latest
 */
record RevocationListOrder(long number, Instant thisUpdate, Instant nextUpdate, List<Revoked> revoked) {
    RevocationListOrder {
        revoked = List.copyOf(revoked);
    }

    /**
     * Milliseconds of the clock, as what is stored may be older than what was published: a backup that was put back. Whoever has seen a larger number refuses
     * the list. In seconds, a few revocations at once would carry the numbers ahead of the clock.
     *
     * @param stored of the last one that is known here
     * @param made when this one is made
     */
    static long numberAfter(long stored, Instant made) {
        return Math.max(stored + 1, made.toEpochMilli());
    }
}
