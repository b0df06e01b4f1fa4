package io.oeesuite.httpaccess;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow.Subscription;

import io.smallrye.mutiny.Multi;

/** A stream that is over after some time. */
final class Limited {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private Limited() {}

    /** Whoever feeds the stream is told that it is over: Mutiny's operator tells the reader only, and the source would go on for nobody. */
    static <T> Multi<T> to(Duration left, Multi<T> stream) {
        return Multi.createFrom().deferred(() -> {
            var source = new Source();
            return stream.onSubscription()
                    .invoke(source::begun)
                    .select()
                    .first(left.compareTo(AT_ONCE) < 0 ? AT_ONCE : left)
                    .onCompletion()
                    .invoke(source::over);
        });
    }

    /** Whoever feeds a stream. The time may be over before they have begun. */
    private static final class Source {
        private Optional<Subscription> subscription = Optional.empty();
        private boolean over;

        synchronized void begun(Subscription begun) {
            subscription = Optional.of(begun);
            if (over) {
                begun.cancel();
            }
        }

        synchronized void over() {
            over = true;
            subscription.ifPresent(Subscription::cancel);
        }
    }
}
