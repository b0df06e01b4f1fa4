package io.oeesuite.command.host;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.HostHealth;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatsTest {
    private final Heartbeats heartbeats = new Heartbeats(Duration.ofSeconds(15));

    @Test
    void nobodyHeardIsNobodyThere() {
        assertThat(heartbeats.areFresh(0)).isFalse();
    }

    @Test
    void freshUntilTheLimit() {
        heartbeats.hear(beat("a", true), 0, 1_000);

        assertThat(heartbeats.areFresh(16_000)).isTrue();
        assertThat(heartbeats.ageMs(16_000)).hasValue(15_000);
        assertThat(heartbeats.areFresh(16_001)).isFalse();
    }

    @Test
    void whatWaitedInKafkaWhileNobodyReadItIsNoSignOfLife() {
        heartbeats.hear(beat("a", true), 15_001, 100_000);
        assertThat(heartbeats.areFresh(100_000)).isFalse();

        heartbeats.hear(beat("a", true), 10_000, 100_000);
        assertThat(heartbeats.areFresh(105_000)).isTrue();
        assertThat(heartbeats.areFresh(105_001)).isFalse();
    }

    @Test
    void aClockThatIsAheadDoesNotMakeABeatLastLonger() {
        heartbeats.hear(beat("a", true), -60_000, 1_000);

        assertThat(heartbeats.areFresh(16_001)).isFalse();
    }

    @Test
    void oneReplicaThatReceivesIsEnough() {
        heartbeats.hear(beat("a", true), 0, 1_000);
        heartbeats.hear(beat("b", false), 0, 2_000);
        assertThat(heartbeats.areFresh(3_000)).isTrue();

        heartbeats.hear(beat("a", false), 0, 4_000);
        assertThat(heartbeats.areFresh(4_000)).isFalse();
    }

    private static HostHealth beat(String clientId, boolean connected) {
        return HostHealth.newBuilder()
                .setClientId(clientId)
                .setMqttConnected(connected)
                .build();
    }
}
