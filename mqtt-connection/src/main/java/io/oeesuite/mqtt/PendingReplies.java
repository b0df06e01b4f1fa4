package io.oeesuite.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.Promise;

/** What was sent and awaits the broker's answer, by packet id. On the event loop only. */
final class PendingReplies<T> {
    private final Map<Integer, Promise<T>> pending = new HashMap<>();

    void expect(int packetId, Promise<T> promise) {
        pending.put(packetId, promise);
    }

    void answered(int packetId, T answer) {
        Promise<T> promise = pending.remove(packetId);
        if (promise != null) {
            promise.complete(answer);
        }
    }

    void failAll(Throwable cause) {
        List<Promise<T>> promises = new ArrayList<>(pending.values());
        pending.clear();
        promises.forEach(promise -> promise.tryFail(cause));
    }
}
