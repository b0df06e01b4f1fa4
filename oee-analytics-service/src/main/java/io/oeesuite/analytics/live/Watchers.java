package io.oeesuite.analytics.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.oeesuite.httpaccess.Sites;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * Whoever watches the live board. A watcher that does not keep up is sent away when its buffer is full: it connects again and begins with a
 * new snapshot, and costs no more memory than that buffer. Thread-safe.
 */
final class Watchers {
    private final Map<MultiEmitter<? super LiveEvent>, Sites> emitters = new ConcurrentHashMap<>();
    private final int mostWaiting;
    private final Runnable onTooSlow;

    Watchers(int mostWaiting, Runnable onTooSlow) {
        this.mostWaiting = mostWaiting;
        this.onTooSlow = onTooSlow;
    }

    /**
     * @param sites of which the watcher is told
     * @param first what a new watcher gets before anything else
     */
    Multi<LiveEvent> watch(Sites sites, Supplier<LiveEvent> first) {
        return Multi.createFrom()
                .<LiveEvent>emitter(emitter -> join(emitter, sites, first), BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(mostWaiting)
                .onFailure(BackPressureFailure.class)
                .invoke(onTooSlow);
    }

    synchronized void tell(LiveEvent event) {
        emitters.keySet().forEach(emitter -> emitter.emit(event));
    }

    /** @param events what is told of sites, asked for once for all who watch the same; empty when there is nothing to tell of them */
    synchronized void tell(Function<Sites, Optional<LiveEvent>> events) {
        Map<Sites, Optional<LiveEvent>> written = new HashMap<>();
        emitters.forEach(
                (emitter, sites) -> written.computeIfAbsent(sites, events).ifPresent(event -> emitter.emit(event)));
    }

    int count() {
        return emitters.size();
    }

    void sendAway() {
        emitters.keySet().forEach(MultiEmitter::complete);
    }

    /** Nobody is told anything meanwhile, so that the first event is neither overtaken nor followed by a gap. */
    private synchronized void join(MultiEmitter<? super LiveEvent> emitter, Sites sites, Supplier<LiveEvent> first) {
        emitter.onTermination(() -> emitters.remove(emitter));
        emitter.emit(first.get());
        emitters.put(emitter, sites);
    }
}
