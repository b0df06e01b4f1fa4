package io.oeesuite.auth.credential;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A password of a device.
 *
 * @param validUntil none: until it is replaced or revoked
 */
record StoredPassword(UUID id, PasswordHash hash, Instant createdAt, String createdBy, Optional<Instant> validUntil) {

    boolean isValidAt(Instant instant) {
        return validUntil.isEmpty() || instant.isBefore(validUntil.get());
    }
}
