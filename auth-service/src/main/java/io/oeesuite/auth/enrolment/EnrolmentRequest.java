package io.oeesuite.auth.enrolment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody asked for a certificate without a token.
 *
 * @param keyHash tells whether it is the same key that asks again
 * @param serial of the certificate it got
 */
record EnrolmentRequest(
        String clientId,
        String keyHash,
        String csr,
        String address,
        Instant firstAt,
        Instant lastAt,
        long times,
        Decision decision,
        Optional<String> decidedBy,
        Optional<String> serial) {

    enum Decision {
        PENDING,
        APPROVED,
        REJECTED;

        static Decision of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static EnrolmentRequest first(String clientId, String keyHash, String csr, String address, Instant now) {
        return new EnrolmentRequest(
                clientId, keyHash, csr, address, now, now, 1, Decision.PENDING, Optional.empty(), Optional.empty());
    }
}
