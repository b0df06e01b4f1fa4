package io.oeesuite.auth.certificate;

import java.time.Instant;
import java.util.Optional;

/**
 * Which certificates to list.
 *
 * @param endsBefore only those that have not ended and will by then
 * @param after the serial that the page begins after
 */
record CertificateFilter(
        Optional<String> clientId,
        Optional<Purpose> purpose,
        Optional<Instant> endsBefore,
        Optional<String> after,
        Instant now,
        int limit) {}
