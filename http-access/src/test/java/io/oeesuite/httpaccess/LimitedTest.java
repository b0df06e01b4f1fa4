package io.oeesuite.httpaccess;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LimitedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger ended = new AtomicInteger();
    private final Multi<String> endless = Multi.createFrom().emitter(emitter -> {
        emitter.onTermination(ended::incrementAndGet);
        emitter.emit("first");
    });

    @Test
    void whoFeedsAStreamThatIsOverIsTold() {
        for (Duration left : List.of(Duration.ofMillis(50), Duration.ZERO, Duration.ofSeconds(-5))) {
            readToTheEnd(left);
        }
    }

    @Test
    void aTimeThatIsOverWhileTheReaderSubscribesIsNotMissed() {
        for (int i = 0; i < 500; i++) {
            readToTheEnd(Duration.ZERO);
        }
    }

    private void readToTheEnd(Duration left) {
        ended.set(0);

        Limited.to(left, endless).collect().asList().await().atMost(PATIENCE);

        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(ended).as("%s", left).hasValue(1));
    }

    @Test
    void aStreamThatEndsEarlierIsWhole() {
        assertThat(Limited.to(Duration.ofHours(1), Multi.createFrom().items("a", "b"))
                        .collect()
                        .asList()
                        .await()
                        .atMost(PATIENCE))
                .containsExactly("a", "b");
    }

    @Test
    void whoeverLeavesEarlierIsForgotten() {
        Limited.to(Duration.ofHours(1), endless).subscribe().with(event -> {}).cancel();

        assertThat(ended).hasValue(1);
    }
}
