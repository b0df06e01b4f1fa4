package io.oeesuite.alert.mqtt;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandStillTest {
    private final StandStill standStill = new StandStill(0);

    @Test
    void whoseBeatGoesOnHasNotStoodStill() {
        standStill.beat(at(Duration.ofMillis(500)));

        assertThat(standStill.isRecent(at(Duration.ofMillis(1_000)))).isFalse();
    }

    @Test
    void afterAPauseItIsInDoubtForAMoment() {
        Duration resumed = StandStill.LONGEST_PAUSE.plusMillis(1);

        assertThat(standStill.isRecent(at(resumed)))
                .as("also before the first beat")
                .isTrue();
        assertThat(standStill.isRecent(at(resumed.plusSeconds(2)))).isTrue();
        standStill.beat(at(resumed.plusSeconds(4)));
        assertThat(standStill.isRecent(at(resumed.plus(StandStill.MOMENT)))).isFalse();
    }

    private static long at(Duration time) {
        return time.toNanos();
    }
}
