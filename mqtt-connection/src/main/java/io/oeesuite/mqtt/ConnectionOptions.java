package io.oeesuite.mqtt;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the application wants its connection.
 *
 * @param cleanSession false: the broker keeps the subscriptions and undelivered messages while we are away
 * @param will asked anew for each connection
 */
public record ConnectionOptions(
        boolean cleanSession, Supplier<Optional<Will>> will, ReceiveLimits limits, ConnectionTiming timing) {
    /** Clean session, no will. */
    public static ConnectionOptions defaults() {
        return new ConnectionOptions(true, Optional::empty, ReceiveLimits.DEFAULT, ConnectionTiming.DEFAULT);
    }

    public ConnectionOptions withPersistentSession() {
        return new ConnectionOptions(false, will, limits, timing);
    }

    public ConnectionOptions withWill(Supplier<Optional<Will>> supplier) {
        return new ConnectionOptions(cleanSession, supplier, limits, timing);
    }

    public ConnectionOptions withLimits(ReceiveLimits changed) {
        return new ConnectionOptions(cleanSession, will, changed, timing);
    }

    public ConnectionOptions withTiming(ConnectionTiming changed) {
        return new ConnectionOptions(cleanSession, will, limits, changed);
    }
}
