package io.oeesuite.httpaccess;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** A stream that is over after some time. */
final class Limited {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private Limited() {}

    /**
     * The end is an event beside the others, so that the reader and whoever feeds the stream both learn of it. Mutiny's own limit by time tells the reader only, and nobody
     * when the time is over before the reader has subscribed. A reader that asks for nothing is told nothing, the end neither.
     */
    static <T> Multi<T> to(Duration left, Multi<T> stream) {
        Multi<Optional<T>> events = stream.map(Optional::of).onCompletion().continueWith(Optional.<T>empty());
        Multi<Optional<T>> end = Uni.createFrom()
                .item(Optional.<T>empty())
                .onItem()
                .delayIt()
                .by(left.compareTo(AT_ONCE) < 0 ? AT_ONCE : left)
                .toMulti();
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(events, end)
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }
}
