package io.oeesuite.command.host;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The payload of a STATE message: {@code {"online":true,"timestamp":1668114759262}} (tck-id-payloads-state-birth-payload, tck-id-payloads-state-will-message-payload).
 *
 * @param timestampMs milliseconds since 1970 UTC
 */
record HostState(boolean online, long timestampMs) {
    private static final Pattern ONLINE = Pattern.compile("\"online\"\\s*:\\s*(true|false)");
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\"\\s*:\\s*(\\d{1,18})");

    byte[] json() {
        return ("{\"online\":" + online + ",\"timestamp\":" + timestampMs + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** Empty when it is no such payload. */
    static Optional<HostState> parse(byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        Matcher online = ONLINE.matcher(text);
        Matcher timestamp = TIMESTAMP.matcher(text);
        if (!online.find() || !timestamp.find()) {
            return Optional.empty();
        }
        return Optional.of(new HostState(Boolean.parseBoolean(online.group(1)), Long.parseLong(timestamp.group(1))));
    }
}
