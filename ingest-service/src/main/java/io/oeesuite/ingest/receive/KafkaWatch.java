package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Judges by what was sent and what was acknowledged whether Kafka stores messages. Thread-safe. */
final class KafkaWatch {
    private final LongSupplier nanoClock;
    private final AtomicInteger outstanding = new AtomicInteger();
    private volatile long quietSince;
    private volatile Optional<String> refusal = Optional.empty();

    /** @param nanoClock as {@link System#nanoTime} */
    KafkaWatch(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    void sent() {
        if (outstanding.getAndIncrement() == 0) {
            quietSince = nanoClock.getAsLong();
        }
    }

    /** @param now of the same clock */
    void stored(long now) {
        outstanding.decrementAndGet();
        quietSince = now;
        if (refusal.isPresent()) {
            refusal = Optional.empty();
        }
    }

    void refused(String reason) {
        outstanding.decrementAndGet();
        refusal = Optional.of(reason);
    }

    /** Sent and neither acknowledged nor refused. */
    int outstanding() {
        return outstanding.get();
    }

    /** Why Kafka cannot be relied on now, for people; empty when it can. */
    Optional<String> complaint(Duration patience) {
        if (refusal.isPresent()) {
            return refusal;
        }
        Duration quiet = Duration.ofNanos(nanoClock.getAsLong() - quietSince);
        if (outstanding.get() > 0 && quiet.compareTo(patience) > 0) {
            return Optional.of("Kafka has acknowledged nothing for " + quiet.toSeconds() + " s, " + outstanding.get()
                    + " records wait; messages stay at the broker until it does");
        }
        return Optional.empty();
    }
}
