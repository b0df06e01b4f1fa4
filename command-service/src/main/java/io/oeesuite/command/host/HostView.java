package io.oeesuite.command.host;

import java.util.List;

/**
 * The host as operators see it.
 *
 * @param active whether this replica is the host; the others stand by
 * @param wanted whether operators want it online
 * @param online whether it is online at all its servers
 * @param reason why it is not; empty when it is
 * @param heartbeatAgeMs since ingest-service was heard last; null when it is silent
 */
public record HostView(
        String hostId,
        String clientId,
        boolean active,
        boolean wanted,
        boolean online,
        String reason,
        Long heartbeatAgeMs,
        List<ServerView> servers) {
    public HostView {
        servers = List.copyOf(servers);
    }

    /**
     * @param state {@code online}, {@code connecting} or {@code offline}
     * @param stateTimestampMs timestamp of the STATE published there, milliseconds since 1970 UTC; null when offline
     */
    public record ServerView(String server, String state, Long stateTimestampMs, String problem) {}
}
