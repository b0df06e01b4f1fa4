package io.oeesuite.systemtests.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;

import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.message.model.SparkplugBPayload.SparkplugBPayloadBuilder;
import org.junit.jupiter.api.Test;

import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;

/** An edge node whose payloads are made by Eclipse Tahu, births with aliases and data by alias. */
@WithSuite
@SuppressWarnings("JavaUtilDate") // Tahu's API
class ForeignEncoderTest {
    private static final String NODE = "edge_TAHU";
    private static final long STATE = 1;
    private static final long COUNT = 2;
    private static final long SPEED = 3;

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
    private final Instant end = begin.plus(Duration.ofMinutes(10));

    @Test
    void tahusPayloadsBecomeOee(Suite suite) throws Exception {
        try (var edge = suite.edge("TAHU", NODE)) {
            edge.raw("spBv1.0/TAHU/NBIRTH/" + NODE, payload(0, begin, bdSeq()));
            edge.raw(
                    "spBv1.0/TAHU/DBIRTH/" + NODE + "/PRESS",
                    payload(
                            1,
                            begin,
                            named("Status/StateCurrent", STATE, MetricDataType.Int32, 6),
                            // Tahu writes UInt32 into the 64-bit field, against the specification
                            named("Admin/ProdProcessedCount", COUNT, MetricDataType.UInt32, 100L),
                            named("Admin/MachDesignSpeed", SPEED, MetricDataType.Double, 60.0)));
            edge.raw(
                    "spBv1.0/TAHU/DDATA/" + NODE + "/PRESS",
                    payload(2, end, aliased(COUNT, MetricDataType.UInt32, 100L + 300)));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> given().baseUri(
                                    suite.analytics().http("").toString())
                            .config(RestAssuredConfig.config()
                                    .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
                            .queryParam("equipment", "TAHU/" + NODE + "/PRESS")
                            .queryParam("from", begin.toString())
                            .queryParam("to", end.toString())
                            .get("/api/v1/oee")
                            .then()
                            .statusCode(200)
                            .body("totalCount", equalTo(300))
                            .body("ledger.runMs", equalTo(600_000))
                            .body("oee", closeTo(0.5, 1e-9)));
        }
    }

    private static byte[] payload(long seq, Instant time, Metric... metrics) throws Exception {
        SparkplugBPayload payload = new SparkplugBPayloadBuilder(seq)
                .setTimestamp(Date.from(time))
                .addMetrics(Arrays.asList(metrics))
                .createPayload();
        return new SparkplugBPayloadEncoder().getBytes(payload, false);
    }

    private Metric bdSeq() throws Exception {
        return new MetricBuilder("bdSeq", MetricDataType.Int64, 0L)
                .timestamp(Date.from(begin))
                .createMetric();
    }

    private Metric named(String name, long alias, MetricDataType type, Object value) throws Exception {
        return new MetricBuilder(name, type, value)
                .alias(alias)
                .timestamp(Date.from(begin))
                .createMetric();
    }

    private Metric aliased(long alias, MetricDataType type, Object value) throws Exception {
        return new MetricBuilder(alias, type, value).timestamp(Date.from(end)).createMetric();
    }
}
