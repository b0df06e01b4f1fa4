package io.oeesuite.auth.enrolment;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that nobody has used yet; it may have ended.
 *
 * @param certifiedUntil when the last of the device's certificates ends that were not revoked; none: it has no such
 */
record UnspentToken(String deviceId, byte[] hash, Instant validUntil, Optional<Instant> certifiedUntil) {

    boolean isOf(byte[] presented) {
        return MessageDigest.isEqual(hash, presented);
    }

    boolean isValidAt(Instant now) {
        return now.isBefore(validUntil);
    }

    boolean isCertifiedAt(Instant now) {
        return certifiedUntil.filter(now::isBefore).isPresent();
    }
}
