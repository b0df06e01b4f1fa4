package io.oeesuite.ingest.session;

import java.util.Optional;

/**
 * {@code <base>/devices/<device>/telemetry/{sensors|metrics|events}} and {@code <base>/devices/<device>/status/{heartbeat|online|offline}}.
 *
 * @param base stands for the group
 */
public record JsonTopic(String base, String device, Kind kind) {
    /** What a device says. */
    public enum Kind {
        TELEMETRY,
        HEARTBEAT,
        ONLINE,
        OFFLINE
    }

    private static final int LEVELS = 3;

    /** Empty for topics that say nothing about a machine. */
    public static Optional<JsonTopic> parse(String base, String topic) {
        String prefix = base + "/devices/";
        if (!topic.startsWith(prefix)) {
            return Optional.empty();
        }
        String[] levels = topic.substring(prefix.length()).split("/", LEVELS + 1);
        if (levels.length != LEVELS || levels[0].isEmpty()) {
            return Optional.empty();
        }
        return kind(levels[1], levels[2]).map(kind -> new JsonTopic(base, levels[0], kind));
    }

    private static Optional<Kind> kind(String area, String leaf) {
        return switch (area + "/" + leaf) {
            case "telemetry/sensors", "telemetry/metrics", "telemetry/events" -> Optional.of(Kind.TELEMETRY);
            case "status/heartbeat" -> Optional.of(Kind.HEARTBEAT);
            case "status/online" -> Optional.of(Kind.ONLINE);
            case "status/offline" -> Optional.of(Kind.OFFLINE);
            default -> Optional.empty();
        };
    }

    /** The device as an edge node of its own, without a session. */
    public EdgeNodeId edgeNode() {
        return new EdgeNodeId(base, device);
    }
}
