package io.oeesuite.mqtt;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.embedded.EmbeddedChannel;

import static org.assertj.core.api.Assertions.assertThat;

class KeepaliveTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int pings;
    private boolean dead;
    private final Keepalive keepalive =
            new Keepalive(channel.eventLoop(), Duration.ofSeconds(60), () -> pings++, () -> dead = true);

    @Test
    void itPingsBeforeTheIntervalIsOver() {
        channel.freezeTime();
        keepalive.start();

        pass(44);
        assertThat(pings).isZero();
        pass(2);
        assertThat(pings).isEqualTo(1);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsDead() {
        channel.freezeTime();
        keepalive.start();

        pass(46);
        pass(45);

        assertThat(dead).isTrue();
        pass(500);
        assertThat(pings).isEqualTo(1);
    }

    @Test
    void whateverComesInIsAnAnswer() {
        channel.freezeTime();
        keepalive.start();

        for (int i = 0; i < 20; i++) {
            pass(45);
            keepalive.heard();
        }

        assertThat(pings).isEqualTo(20);
        assertThat(dead).isFalse();
    }

    @Test
    void whileReadingIsStoppedPingsGoOutAndNoAnswerIsExpected() {
        channel.freezeTime();
        keepalive.start();
        keepalive.deaf(true);

        pass(900);
        assertThat(dead).isFalse();
        assertThat(pings).isGreaterThanOrEqualTo(15);

        keepalive.deaf(false);
        pass(45);
        pass(45);
        assertThat(dead).isTrue();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
