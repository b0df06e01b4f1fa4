package io.oeesuite.mqtt;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param keepAlive longest silence on the connection, whole seconds, 1 s..65535 s
 * @param step for each step of connecting: TCP, TLS, CONNACK, SUBACK
 * @param firstDelay shortest wait before a new attempt
 * @param longestDelay longest wait before a new attempt
 * @param drain how long a polite stop waits for messages in flight
 * @param certificateCheck how often the certificate files are looked at for changes
 */
public record ConnectionTiming(
        Duration keepAlive,
        Duration step,
        Duration firstDelay,
        Duration longestDelay,
        Duration drain,
        Duration certificateCheck) {
    private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(65_535);

    public static final ConnectionTiming DEFAULT = new ConnectionTiming(
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(120),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));

    public ConnectionTiming {
        if (keepAlive.toSeconds() < 1 || keepAlive.compareTo(LONGEST_KEEP_ALIVE) > 0) {
            throw new IllegalArgumentException("keepAlive must be 1..65535 s, not " + keepAlive);
        }
        if (!firstDelay.isPositive() || longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("the first delay must be positive, and the longest not below it");
        }
    }

    public ConnectionTiming withKeepAlive(Duration interval) {
        return new ConnectionTiming(interval, step, firstDelay, longestDelay, drain, certificateCheck);
    }

    public ConnectionTiming withStep(Duration limit) {
        return new ConnectionTiming(keepAlive, limit, firstDelay, longestDelay, drain, certificateCheck);
    }

    public ConnectionTiming withDelays(Duration first, Duration longest) {
        return new ConnectionTiming(keepAlive, step, first, longest, drain, certificateCheck);
    }

    public ConnectionTiming withCertificateCheck(Duration every) {
        return new ConnectionTiming(keepAlive, step, firstDelay, longestDelay, drain, every);
    }
}
