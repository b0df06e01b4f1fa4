package io.oeesuite.httpaccess;

import java.time.Duration;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Multi;

/** A stream that is over after some time. */
final class Limited {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private Limited() {}

    /** Whoever feeds the stream is told that it is over: Mutiny's operator tells the reader only, and the source would go on for nobody. */
    static <T> Multi<T> to(Duration left, Multi<T> stream) {
        return Multi.createFrom().deferred(() -> {
            AtomicReference<Subscription> source = new AtomicReference<>();
            return stream.onSubscription()
                    .invoke(source::set)
                    .select()
                    .first(left.compareTo(AT_ONCE) < 0 ? AT_ONCE : left)
                    .onCompletion()
                    .invoke(() -> source.get().cancel());
        });
    }
}
