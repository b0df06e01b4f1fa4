package io.oeesuite.analytics.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * Whoever watches the live board. A watcher that does not keep up is sent away when its buffer is full: it connects again and begins with a
 * new snapshot, and costs no more memory than that buffer. Thread-safe.
 */
final class Watchers {
    private final Set<MultiEmitter<? super LiveEvent>> emitters = ConcurrentHashMap.newKeySet();
    private final int mostWaiting;
    private final Runnable onTooSlow;

    Watchers(int mostWaiting, Runnable onTooSlow) {
        this.mostWaiting = mostWaiting;
        this.onTooSlow = onTooSlow;
    }

    /** @param first what a new watcher gets before anything else */
    Multi<LiveEvent> watch(Supplier<LiveEvent> first) {
        return Multi.createFrom()
                .<LiveEvent>emitter(emitter -> join(emitter, first), BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(mostWaiting)
                .onFailure(BackPressureFailure.class)
                .invoke(onTooSlow);
    }

    synchronized void tell(LiveEvent event) {
        emitters.forEach(emitter -> emitter.emit(event));
    }

    int count() {
        return emitters.size();
    }

    void sendAway() {
        emitters.forEach(MultiEmitter::complete);
    }

    /** Nobody is told anything meanwhile, so that the first event is neither overtaken nor followed by a gap. */
    private synchronized void join(MultiEmitter<? super LiveEvent> emitter, Supplier<LiveEvent> first) {
        emitter.onTermination(() -> emitters.remove(emitter));
        emitter.emit(first.get());
        emitters.add(emitter);
    }
}
