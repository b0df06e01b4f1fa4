package io.oeesuite.mqtt;

import java.util.Optional;
import java.util.function.Supplier;

import io.vertx.core.Future;

/**
 * How the application wants its connection.
 *
 * @param cleanSession false: the broker keeps the subscriptions and undelivered messages while we are away
 * @param permission asked before each attempt; one that fails, with a message for people, is an attempt that failed
 * @param will asked anew for each connection
 */
public record ConnectionOptions(
        boolean cleanSession,
        Supplier<Future<Void>> permission,
        Supplier<Optional<Will>> will,
        ReceiveLimits limits,
        ConnectionTiming timing) {
    /** Clean session, no will, always permitted. */
    public static ConnectionOptions defaults() {
        return new ConnectionOptions(
                true, Future::succeededFuture, Optional::empty, ReceiveLimits.DEFAULT, ConnectionTiming.DEFAULT);
    }

    public ConnectionOptions withPersistentSession() {
        return new ConnectionOptions(false, permission, will, limits, timing);
    }

    /** For who may connect only while something else holds, such as being the one replica that may. */
    public ConnectionOptions withPermission(Supplier<Future<Void>> asked) {
        return new ConnectionOptions(cleanSession, asked, will, limits, timing);
    }

    public ConnectionOptions withWill(Supplier<Optional<Will>> supplier) {
        return new ConnectionOptions(cleanSession, permission, supplier, limits, timing);
    }

    public ConnectionOptions withLimits(ReceiveLimits changed) {
        return new ConnectionOptions(cleanSession, permission, will, changed, timing);
    }

    public ConnectionOptions withTiming(ConnectionTiming changed) {
        return new ConnectionOptions(cleanSession, permission, will, limits, changed);
    }
}
