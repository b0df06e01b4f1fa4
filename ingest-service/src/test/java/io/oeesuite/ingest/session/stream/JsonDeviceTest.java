package io.oeesuite.ingest.session.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.MachineEvent;

import static org.assertj.core.api.Assertions.assertThat;

class JsonDeviceTest {
    private static final String TELEMETRY = "iotflow/devices/press-7/telemetry/metrics";

    private final SessionDriver session = new SessionDriver();

    @AfterEach
    void close() {
        session.close();
    }

    private void receive(String topic, String json) {
        session.receive(topic, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void telemetryWithMetricsAndTimeIsAnEventOfTheDevice() {
        receive(TELEMETRY, """
                {"timestamp": 1700000000123, "metrics": {"count": 7, "speed": 2.5, "running": true, "job": "A1", "note": null}}""");

        MachineEvent event = session.events().getFirst();
        assertThat(Told.of(event)).isEqualTo("DATA press-7 count=7 speed=2.5 running=true job=A1 note=null");
        assertThat(event.getGroup()).isEqualTo("iotflow");
        assertThat(event.getDevice()).isEmpty();
        assertThat(event.getEventTimeMs()).isEqualTo(1_700_000_000_123L);
        assertThat(event.getMetrics(0).getTimeMs()).isEqualTo(1_700_000_000_123L);
        assertThat(event.getMetrics(0).getQuality()).isEqualTo(192);
        assertThat(event.hasBdSeq()).isFalse();
        assertThat(event.hasSeq()).isFalse();
    }

    @Test
    void flatTelemetryWithAnIsoTimeIsUnderstoodToo() {
        receive(TELEMETRY, """
                {"count": 7, "timestamp": "2024-08-29T13:50:00+02:00"}""");

        MachineEvent event = session.events().getFirst();
        assertThat(Told.of(event)).isEqualTo("DATA press-7 count=7");
        assertThat(event.getMetrics(0).getTimeMs()).isEqualTo(1_724_932_200_000L);
    }

    @Test
    void withoutATimeItIsTheHosts() {
        receive(TELEMETRY, "{\"count\": 7}");

        assertThat(session.events().getFirst().getEventTimeMs()).isEqualTo(session.receiveTimeMs());
    }

    @Test
    void statusIsBirthAndDeath() {
        receive("iotflow/devices/press-7/status/online", "");
        receive("iotflow/devices/press-7/status/offline", "{\"timestamp\": 1700000000123}");
        receive("iotflow/devices/press-7/status/heartbeat", "{}");

        assertThat(Told.of(session.events())).containsExactly("BIRTH press-7", "DEATH press-7", "DATA press-7");
        assertThat(session.births()).extracting(Birth::getOnline).containsExactly(true, false);
    }

    @Test
    void aMessageWithATimeDeliveredTwiceCountsOnce() {
        receive(TELEMETRY, "{\"count\": 7, \"timestamp\": 1}");
        receive(TELEMETRY, "{\"count\": 7, \"timestamp\": 1}");
        receive(TELEMETRY, "{\"count\": 7}");
        receive(TELEMETRY, "{\"count\": 7}");

        assertThat(session.events()).hasSize(3);
    }

    @Test
    void ofItsBirthsOnlyTheLastIsRemembered() {
        for (int time = 1; time <= 20; time++) {
            receive("iotflow/devices/press-7/status/online", "{\"timestamp\": " + time + "}");
        }

        assertThat(session.births()).hasSize(20);
        assertThat(session.rememberedBirths()).isOne();
    }

    @Test
    void telemetryWhoseEventWouldBeHugeIsADeadLetter() {
        StringBuilder json = new StringBuilder("{\"first\": 1");
        for (int number = 0; number < 100_000; number++) {
            json.append(",\"m").append(number).append("\":1");
        }

        receive(TELEMETRY, json.append('}').toString());

        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("too-large");
        assertThat(session.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[1]",
                "{\"a\":",
                "{\"a\": [1, 2]}",
                "{\"a\": {\"b\": 1}}",
                "{\"timestamp\": -1}",
                "{\"timestamp\": \"yesterday\"}",
                "{\"timestamp\": 99999999999999999999}",
                "{\"timestamp\": true}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1} {",
                "{\"a\": NaN}"
            })
    void malformedJsonIsADeadLetter(String json) {
        receive(TELEMETRY, json);

        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .isEqualTo(List.of("malformed-payload"));
        assertThat(session.events()).isEmpty();
    }
}
