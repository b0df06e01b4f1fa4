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
}
