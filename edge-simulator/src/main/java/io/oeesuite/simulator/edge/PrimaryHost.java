package io.oeesuite.simulator.edge;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.oeesuite.sparkplug.StateTopic;

/**
 * Whether the primary host application is there, by its STATE messages. A message older than the last one from the same broker is ignored
 * (tck-id-message-flow-edge-node-birth-publish-phid-wait-timestamp, tck-id-operational-behavior-edge-node-termination-host-offline-timestamp). Not
 * thread-safe.
 */
public final class PrimaryHost {

    private static final Pattern ONLINE = Pattern.compile("\"online\"\\s*:\\s*(true|false)");
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\"\\s*:\\s*(\\d{1,18})");

    private final String topic;
    private final Map<String, Long> newest = new HashMap<>();

    public PrimaryHost(String hostId) {
        topic = new StateTopic(hostId).toString();
    }

    public String topic() {
        return topic;
    }

    /** What a STATE message from that broker says. */
    public Verdict hear(String broker, String json) {
        Matcher online = ONLINE.matcher(json);
        Matcher timestamp = TIMESTAMP.matcher(json);
        if (!online.find() || !timestamp.find()) {
            return Verdict.IGNORE;
        }
        long time = Long.parseLong(timestamp.group(1));
        if (time < newest.getOrDefault(broker, 0L)) {
            return Verdict.IGNORE;
        }
        newest.put(broker, time);
        return Boolean.parseBoolean(online.group(1)) ? Verdict.ONLINE : Verdict.OFFLINE;
    }

    /** What follows from a STATE message. */
    public enum Verdict {
        ONLINE,
        OFFLINE,
        /** Too old, or not a STATE payload. */
        IGNORE
    }
}
