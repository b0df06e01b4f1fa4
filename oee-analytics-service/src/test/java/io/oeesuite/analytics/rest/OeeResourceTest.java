package io.oeesuite.analytics.rest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.analytics.KafkaTopicWriter;
import io.oeesuite.analytics.LedgerMother;
import io.oeesuite.analytics.RealServers;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;

import static io.oeesuite.analytics.LedgerMother.interval;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_MINOR_STOP;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_RUN;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OeeResourceTest {
    private static final AtomicInteger LINES = new AtomicInteger();
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    LocalStack servers;

    private final String line = "REST/line" + LINES.incrementAndGet();
    private final LedgerMother machine = new LedgerMother(line + "/press");
    private KafkaTopicWriter kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaTopicWriter(servers.kafkaBootstrap());
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    /** oee.com's shift: 8 h, 60 min of breaks, 47 min down, 19,271 made at an ideal of 1 s, 423 rejects. */
    @Test
    void theShiftOfVorneComesOutRight() {
        given(
                machine.ledger(
                        "2025-03-03T14:00:00Z",
                        interval("2025-03-03T06:00:00Z", LEDGER_BUCKET_RUN),
                        interval("2025-03-03T10:00:00Z", LEDGER_BUCKET_PLANNED_DOWN),
                        interval("2025-03-03T11:00:00Z", LEDGER_BUCKET_UNPLANNED_DOWN),
                        interval("2025-03-03T11:47:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2025-03-03T09:59:59Z", 10_000, 400, 1_000),
                machine.counted("2025-03-03T14:00:00Z", 9_271, 23, 1_000));

        var oee = oee("2025-03-03T06:00:00Z", "2025-03-03T14:00:00Z");

        assertThat(oee.getDouble("availability")).isCloseTo(373 / 420.0, EXACT);
        assertThat(oee.getDouble("performance")).isCloseTo(19_271_000 / (373 * 60_000.0), EXACT);
        assertThat(oee.getDouble("quality")).isCloseTo(18_848 / 19_271.0, EXACT);
        assertThat(oee.getDouble("oee")).isCloseTo(18_848_000 / (420 * 60_000.0), EXACT);
        assertThat(oee.getLong("totalCount")).isEqualTo(19_271);
        assertThat(oee.getLong("goodCount")).isEqualTo(18_848);
        assertThat(oee.getLong("ledger.plannedDownMs")).isEqualTo(3_600_000);
        assertThat(oee.getLong("ledger.unplannedDownMs")).isEqualTo(2_820_000);
        assertThat(oee.getLong("losses.breakdownMs")).isEqualTo(2_820_000);
        assertThat(oee.getDouble("losses.reducedSpeedMs")).isCloseTo(373 * 60_000.0 - 19_271_000, EXACT);
        assertThat(oee.getBoolean("complete")).isTrue();
        assertThat(oee.getList("flags")).isEmpty();
    }

    @Test
    void timesAreClippedToTheMillisecondAndAddUpToTheRange() {
        given(machine.ledger(
                "2025-03-03T08:00:10.500Z",
                interval("2025-03-03T08:00:00.000Z", LEDGER_BUCKET_RUN),
                interval("2025-03-03T08:00:04.003Z", LEDGER_BUCKET_MINOR_STOP),
                interval("2025-03-03T08:00:07.999Z", LEDGER_BUCKET_RUN)));

        var oee = oee("2025-03-03T08:00:01.001Z", "2025-03-03T08:00:20.002Z");

        assertThat(oee.getLong("ledger.runMs")).isEqualTo(3_002 + 2_501);
        assertThat(oee.getLong("ledger.minorStopMs")).isEqualTo(3_996);
        assertThat(oee.getLong("ledger.noDataMs")).isEqualTo(20_002 - 10_500);
        assertThat(oee.getBoolean("complete")).isFalse();
    }

    @Test
    void aCountBelongsToTheTimeBeforeIt() {
        given(
                machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2025-03-03T08:30:00Z", 7, 0, 1_000),
                machine.counted("2025-03-03T08:30:00.001Z", 100, 0, 1_000));

        assertThat(oee("2025-03-03T08:00:00Z", "2025-03-03T08:30:00Z").getLong("totalCount"))
                .isEqualTo(7);
        assertThat(oee("2025-03-03T08:30:00Z", "2025-03-03T09:00:00Z").getLong("totalCount"))
                .isEqualTo(100);
    }

    @Test
    void aPrefixIsTheSumOfItsMachines() {
        var other = new LedgerMother(line + "/packer");
        given(
                machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2025-03-03T08:30:00Z", 1_000, 0, 3_000),
                other.ledger(
                        "2025-03-03T09:00:00Z",
                        interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_UNPLANNED_DOWN),
                        interval("2025-03-03T08:30:00Z", LEDGER_BUCKET_RUN)),
                other.counted("2025-03-03T09:00:00Z", 60, 30, 10_000));

        var oee = get(line, "2025-03-03T08:00:00Z", "2025-03-03T09:00:00Z", "").jsonPath();

        assertThat(oee.getDouble("availability")).isCloseTo(90 / 120.0, EXACT);
        assertThat(oee.getDouble("oee")).isCloseTo((3_000_000 + 300_000) / 7_200_000.0, EXACT);
        assertThat(oee.getLong("ledger.runMs") + oee.getLong("ledger.unplannedDownMs"))
                .isEqualTo(7_200_000);
    }

    @Test
    void windowsAddUpToTheWhole() {
        given(
                machine.ledger(
                        "2025-03-03T11:20:00Z",
                        interval("2025-03-03T08:10:00Z", LEDGER_BUCKET_RUN),
                        interval("2025-03-03T09:50:00Z", LEDGER_BUCKET_UNPLANNED_DOWN),
                        interval("2025-03-03T10:10:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2025-03-03T09:00:00Z", 5, 1, 1_000),
                machine.counted("2025-03-03T09:00:01Z", 50, 2, 1_000),
                machine.counted("2025-03-03T11:15:00Z", 500, 0, 1_000));

        var hours = get(line, "2025-03-03T08:10:00Z", "2025-03-03T11:20:00Z", "&window=hour")
                .jsonPath();

        assertThat(hours.getList("from"))
                .containsExactly(
                        "2025-03-03T08:10:00Z", "2025-03-03T09:00:00Z", "2025-03-03T10:00:00Z", "2025-03-03T11:00:00Z");
        assertThat(hours.getList("totalCount", Long.class)).containsExactly(5L, 50L, 0L, 500L);
        assertThat(hours.getList("ledger.unplannedDownMs", Long.class)).containsExactly(0L, 600_000L, 600_000L, 0L);
        assertThat(hours.getList("ledger.runMs", Long.class).stream()
                        .mapToLong(ms -> ms)
                        .sum())
                .isEqualTo(oee("2025-03-03T08:10:00Z", "2025-03-03T11:20:00Z").getLong("ledger.runMs"));
    }

    @Test
    void anOrderIsAWindow() {
        given(
                machine.ledger(
                        "2025-03-03T10:00:00Z",
                        interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN).setOrder("A"),
                        interval("2025-03-03T08:30:00Z", LEDGER_BUCKET_UNPLANNED_DOWN)
                                .setOrder("A"),
                        interval("2025-03-03T09:00:00Z", LEDGER_BUCKET_PLANNED_DOWN),
                        interval("2025-03-03T09:30:00Z", LEDGER_BUCKET_RUN).setOrder("B")),
                machine.counted("2025-03-03T09:00:00Z", "", "A", 10, 1, 60_000),
                machine.counted("2025-03-03T10:00:00Z", "", "B", 20, 0, 60_000));

        var orders = get(line, "2025-03-03T00:00:00Z", "2025-03-04T00:00:00Z", "&window=order")
                .jsonPath();

        assertThat(orders.getList("order")).containsExactly("A", "B");
        assertThat(orders.getList("totalCount", Long.class)).containsExactly(10L, 20L);
        assertThat(orders.getList("availability", Double.class)).containsExactly(0.5, 1.0);
        assertThat(orders.getList("equipment")).containsOnly(line + "/press");
    }

    @Test
    void anAnswerCanBeCsv() {
        given(machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)));

        var csv = io.restassured.RestAssured.given()
                .accept("text/csv")
                .get("/api/v1/oee?equipment=" + line
                        + "&from=2025-03-03T08:00:00Z&to=2025-03-03T09:00:00Z&window=hour");

        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString().lines().findFirst().orElseThrow())
                .contains("equipment,from,to,complete")
                .contains("ledger.runMs");
        assertThat(csv.asString().lines().skip(1))
                .hasSize(1)
                .allMatch(row -> row.startsWith(line + ",2025-03-03T08:00:00Z"));
    }

    private void given(LedgerChange... changes) {
        kafka.ledger(changes);
        // the last change of a machine is visible when all are: one topic partition, one order
        kafka.ledger(machine.ledger(
                "2020-01-01T00:00:01Z", interval("2020-01-01T00:00:00Z", LedgerBucket.LEDGER_BUCKET_SETUP)));
        for (LedgerChange change : changes) {
            var mark = new LedgerMother(change.getEquipment());
            kafka.ledger(mark.ledger(
                    "2020-01-01T00:00:01Z", interval("2020-01-01T00:00:00Z", LedgerBucket.LEDGER_BUCKET_SETUP)));
            await().atMost(Duration.ofSeconds(30)).until(() -> setupMs(change.getEquipment()) == 1_000);
        }
    }

    private static long setupMs(String equipment) {
        var answer = get(equipment, "2020-01-01T00:00:00Z", "2020-01-01T00:00:02Z", "");
        return answer.statusCode() == 200 ? answer.jsonPath().getLong("ledger.setupMs") : -1;
    }

    private JsonPath oee(String from, String to) {
        return get(line + "/press", from, to, "").jsonPath();
    }

    private static Response get(String equipment, String from, String to, String more) {
        return io.restassured.RestAssured.given()
                .config(io.restassured.RestAssured.config()
                        .jsonConfig(io.restassured.config.JsonConfig.jsonConfig()
                                .numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE)))
                .get("/api/v1/oee?equipment=" + equipment + "&from=" + from + "&to=" + to + more);
    }
}
