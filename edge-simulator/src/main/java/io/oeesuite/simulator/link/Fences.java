package io.oeesuite.simulator.link;

import java.util.Optional;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Puts one request behind many messages: whoever asks within a short while shares it. Thread-safe. */
final class Fences {

    private static final long GATHER_MILLIS = 100;

    private final Vertx vertx;
    private Optional<Promise<Void>> next = Optional.empty();

    Fences(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes when a request that is made after now has been answered; fails when it was not. */
    synchronized Future<Void> after(Supplier<Future<Void>> request) {
        if (next.isEmpty()) {
            Promise<Void> promise = Promise.promise();
            next = Optional.of(promise);
            vertx.setTimer(GATHER_MILLIS, timer -> send(promise, request));
        }
        return next.get().future();
    }

    private void send(Promise<Void> promise, Supplier<Future<Void>> request) {
        synchronized (this) {
            next = Optional.empty();
        }
        request.get().onComplete(promise);
    }
}
