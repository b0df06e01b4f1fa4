package io.oeesuite.systemtests.monitoring;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules whose minutes are seconds. Only how long an alert waits ({@code for}), windows, steps and offsets are rewritten; metrics, labels, thresholds and structure stay.
 *
 * <p>Nothing becomes shorter than a scrape every two seconds allows: a window has {@value #SHORTEST_WINDOW_S} seconds at least, and an alert waits {@value #SHORTEST_WAIT_S}
 * at least, so that a scrape that is late makes none fire.
 */
final class CompressedTime {
    private static final int FACTOR = 60;
    private static final int SHORTEST_WINDOW_S = 10;
    private static final int SHORTEST_WAIT_S = 5;
    private static final int SHORTEST_STEP_S = 2;

    private static final Pattern WAIT = Pattern.compile("(?m)(?<=^ {1,20}for: )\\d+[smhdw]$");
    private static final Pattern WINDOW = Pattern.compile("(?<=\\[)\\d+[smhdw](?=[]:])");
    private static final Pattern STEP = Pattern.compile("(?<=\\[\\d{1,9}[smhdw]:)\\d+[smhdw](?=])");
    private static final Pattern OFFSET = Pattern.compile("(?<=\\boffset )\\d+[smhdw]\\b");

    private CompressedTime() {}

    /** @param rules a file of rules, as Prometheus takes it */
    static String of(String rules) {
        String waits = shorter(rules, WAIT, SHORTEST_WAIT_S);
        // before the windows, which they are found by
        String steps = shorter(waits, STEP, SHORTEST_STEP_S);
        String windows = shorter(steps, WINDOW, SHORTEST_WINDOW_S);
        return shorter(windows, OFFSET, SHORTEST_WINDOW_S);
    }

    private static String shorter(String text, Pattern durations, long shortestSeconds) {
        return durations
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Math.max(shortestSeconds, duration(found.group()).toSeconds() / FACTOR) + "s"));
    }

    private static Duration duration(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            case 'w' -> Duration.ofDays(7 * number);
            default -> throw new IllegalArgumentException(text);
        };
    }
}
