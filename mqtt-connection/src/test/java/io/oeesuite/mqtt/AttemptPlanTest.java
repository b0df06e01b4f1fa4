package io.oeesuite.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptPlanTest {
    private static final BrokerAddress FIRST = new BrokerAddress("emqx1.local", 8883);
    private static final BrokerAddress SECOND = new BrokerAddress("emqx2.local", 8883);

    private final AttemptPlan plan =
            new AttemptPlan(List.of(FIRST, SECOND), ConnectionTiming.DEFAULT, new SplittableRandom(1));

    @Test
    void theOtherBrokersAreTriedAtOnceAndAllAgainAfterAWait() {
        assertThat(plan.broker()).isEqualTo(FIRST);
        assertThat(plan.afterFailure()).isZero();
        assertThat(plan.broker()).isEqualTo(SECOND);
        assertThat(plan.afterFailure()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(plan.broker()).isEqualTo(FIRST);
        assertThat(plan.afterFailure()).isZero();
        assertThat(plan.afterFailure()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
    }

    @Test
    void afterALossTheSameBrokerIsTriedFirstAfterAWait() {
        plan.afterFailure();
        plan.connected();

        assertThat(plan.afterLoss(Duration.ofHours(1))).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(plan.broker()).isEqualTo(SECOND);
        assertThat(plan.afterFailure()).isZero();
    }

    @Test
    void connectionsThatBreakAtOnceMakeTheWaitsLonger() {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            plan.connected();
            Duration wait = plan.afterLoss(Duration.ofSeconds(1));
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }

        assertThat(longest).isGreaterThan(Duration.ofSeconds(30));
    }
}
