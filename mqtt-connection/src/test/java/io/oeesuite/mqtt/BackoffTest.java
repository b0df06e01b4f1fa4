package io.oeesuite.mqtt;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(120);

    @Property
    void waitsNeverLeaveTheirBounds(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 5_000) long first,
            @ForAll @LongRange(min = 0, max = 500_000) long more,
            @ForAll @IntRange(min = 1, max = 60) int attempts) {
        var backoff =
                new Backoff(Duration.ofMillis(first), Duration.ofMillis(first + more), new SplittableRandom(seed));

        for (int attempt = 0; attempt < attempts; attempt++) {
            assertThat(backoff.next().toMillis()).isBetween(first, first + more);
        }
    }

    @Property
    void aWaitIsAtMostTwiceTheOneBeforeCouldBe(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int attempt) {
        var backoff = new Backoff(FIRST, LONGEST, new SplittableRandom(seed));
        LongStream.range(1, attempt).forEach(before -> backoff.next());

        assertThat(backoff.next().toMillis()).isLessThanOrEqualTo(Math.min(LONGEST.toMillis(), 1000L << attempt));
    }

    @Property
    void afterAGoodConnectionWaitsAreShortAgain(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int attempts) {
        var backoff = new Backoff(FIRST, LONGEST, new SplittableRandom(seed));
        LongStream.range(0, attempts).forEach(before -> backoff.next());

        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(FIRST.multipliedBy(2));
    }

    @Test
    void manyClientsSpreadOverTheWholeWait() {
        long[] waits = LongStream.range(0, 1000)
                .map(seed -> {
                    var backoff = new Backoff(FIRST, LONGEST, new SplittableRandom(seed));
                    LongStream.range(0, 10).forEach(before -> backoff.next());
                    return backoff.next().toMillis();
                })
                .toArray();

        assertThat(LongStream.of(waits).filter(wait -> wait < 60_000).count()).isBetween(400L, 600L);
        assertThat(LongStream.of(waits).distinct().count()).isGreaterThan(950);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, LONGEST, new SplittableRandom()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(LONGEST, FIRST, new SplittableRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
