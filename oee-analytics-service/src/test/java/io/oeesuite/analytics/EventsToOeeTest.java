package io.oeesuite.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** One birth and some data in, an OEE out: all steps of the service at once. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EventsToOeeTest {
    private static final int INT32 = 3;
    private static final int DOUBLE = 10;
    private static final int GOOD = 192;

    LocalStack servers;

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
    private final Instant end = begin.plus(Duration.ofMinutes(10));

    @Test
    void aBirthAndSomeDataBecomeAnOee() {
        try (var kafka = new KafkaTopicWriter(servers.kafkaBootstrap())) {
            send(
                    kafka,
                    event(EventKind.EVENT_KIND_BIRTH, begin)
                            .addMetrics(
                                    metric("Status/StateCurrent", INT32, begin).setIntValue(6))
                            .addMetrics(metric("Admin/MachDesignSpeed", DOUBLE, begin)
                                    .setDoubleValue(60))
                            .addMetrics(metric("Admin/ProdProcessedCount", INT32, begin)
                                    .setIntValue(100))
                            .addMetrics(metric("Admin/ProdDefectiveCount", INT32, begin)
                                    .setIntValue(0)));
            send(
                    kafka,
                    event(EventKind.EVENT_KIND_DATA, end)
                            .addMetrics(metric("Admin/ProdProcessedCount", INT32, end)
                                    .setIntValue(400))
                            .addMetrics(metric("Admin/ProdDefectiveCount", INT32, end)
                                    .setIntValue(30)));
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(oee().getLong("totalCount")).isEqualTo(300));
        assertThat(oee().getDouble("availability")).isEqualTo(1);
        assertThat(oee().getDouble("performance")).isCloseTo(0.5, within(1e-12));
        assertThat(oee().getDouble("quality")).isCloseTo(0.9, within(1e-12));
        assertThat(oee().getLong("ledger.runMs")).isEqualTo(600_000);
    }

    private JsonPath oee() {
        return given().queryParam("equipment", "EVENTS/line/press")
                .queryParam("from", begin.toString())
                .queryParam("to", end.toString())
                .get("/api/v1/oee")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));
    }

    private static void send(KafkaTopicWriter kafka, MachineEvent.Builder event) {
        kafka.send(Topic.EVENTS, "EVENTS/line/press", event.build().toByteArray());
    }

    private static MachineEvent.Builder event(EventKind kind, Instant time) {
        return MachineEvent.newBuilder()
                .setGroup("EVENTS")
                .setNode("line")
                .setDevice("press")
                .setKind(kind)
                .setEventTimeMs(time.toEpochMilli())
                .setReceiveTimeMs(Instant.now().toEpochMilli())
                .setAppendTimeMs(Instant.now().toEpochMilli())
                .setBdSeq(0);
    }

    private static MetricValue.Builder metric(String name, int type, Instant time) {
        return MetricValue.newBuilder()
                .setName(name)
                .setDatatype(type)
                .setTimeMs(time.toEpochMilli())
                .setQuality(GOOD);
    }
}
