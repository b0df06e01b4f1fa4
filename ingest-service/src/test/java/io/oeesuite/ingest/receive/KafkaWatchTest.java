package io.oeesuite.ingest.receive;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private long now;
    private final KafkaWatch watch = new KafkaWatch(() -> now);

    @Test
    void silenceWhenNothingWasSentIsFine() {
        pass(1000);

        assertThat(watch.complaint(PATIENCE)).isEmpty();
    }

    @Test
    void silenceAfterSomethingWasSentIsNot() {
        pass(1000);
        watch.sent();
        pass(10);
        watch.sent();
        assertThat(watch.complaint(PATIENCE)).isEmpty();

        pass(6);

        assertThat(watch.complaint(PATIENCE))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains("acknowledged nothing for 16 s")
                        .contains("2 records wait"));
    }

    @Test
    void anAcknowledgementIsASignOfLife() {
        watch.sent();
        watch.sent();
        pass(14);
        watch.stored(now);
        pass(14);

        assertThat(watch.complaint(PATIENCE)).isEmpty();
    }

    @Test
    void aRefusalIsComplainedAboutUntilSomethingIsStored() {
        watch.sent();
        watch.refused("not allowed");
        pass(1);
        assertThat(watch.complaint(PATIENCE)).hasValue("not allowed");

        watch.sent();
        watch.stored(now);

        assertThat(watch.complaint(PATIENCE)).isEmpty();
        assertThat(watch.outstanding()).isZero();
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
