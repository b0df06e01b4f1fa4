package io.oeesuite.auth.device;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A client of the broker that was registered.
 *
 * @param id the MQTT client id
 * @param site a Sparkplug group; none: it belongs to no site, and only those who may act on all see it
 * @param enabled false: it is not let in, whatever it presents
 * @param tokensValidFrom tokens that were issued earlier are no longer good
 */
public record Device(
        String id,
        Optional<String> type,
        Set<String> groups,
        Optional<String> site,
        boolean enabled,
        String description,
        Optional<Instant> tokensValidFrom,
        Stamp created,
        Stamp changed) {

    /** Who did it, and when. */
    public record Stamp(Instant at, String by) {}

    public Device {
        groups = Set.copyOf(groups);
    }
}
