package io.oeesuite.auth.certificate;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which certificates to list.
 *
 * @param endsBefore only those that have not ended and will by then
 * @param sites only those of devices of these sites; none: of all, whether or not anybody has registered the client
 * @param after the serial that the page begins after
 */
record CertificateFilter(
        Optional<String> clientId,
        Optional<Purpose> purpose,
        Optional<Instant> endsBefore,
        Optional<Set<String>> sites,
        Optional<String> after,
        Instant now,
        int limit) {

    CertificateFilter ofSites(Set<String> names) {
        return new CertificateFilter(clientId, purpose, endsBefore, Optional.of(names), after, now, limit);
    }
}
