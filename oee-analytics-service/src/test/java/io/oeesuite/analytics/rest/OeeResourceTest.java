package io.oeesuite.analytics.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.analytics.LedgerMother;
import io.oeesuite.analytics.Plant;
import io.oeesuite.analytics.RealServers;
import io.oeesuite.contracts.Flag;
import io.oeesuite.contracts.LedgerTotals;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Window;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static io.oeesuite.analytics.LedgerMother.interval;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_MINOR_STOP;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_NO_DATA;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_RUN;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN;
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
    private Plant plant;

    @BeforeEach
    void connect() {
        plant = new Plant(servers.kafkaBootstrap());
    }

    @AfterEach
    void disconnect() {
        plant.close();
    }

    /** oee.com's shift: 8 h, 60 min of breaks, 47 min down, 19,271 made at an ideal of 1 s, 423 rejects. */
    @Test
    void theShiftOfVorneComesOutRight() {
        plant.knows(
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
        plant.knows(machine.ledger(
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
        plant.knows(
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
        plant.knows(
                machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2025-03-03T08:30:00Z", 1_000, 0, 3_000),
                other.ledger(
                        "2025-03-03T09:00:00Z",
                        interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_UNPLANNED_DOWN),
                        interval("2025-03-03T08:30:00Z", LEDGER_BUCKET_RUN)),
                other.counted("2025-03-03T09:00:00Z", 60, 30, 10_000));

        var oee =
                plant.oee(line, "2025-03-03T08:00:00Z", "2025-03-03T09:00:00Z").jsonPath();

        assertThat(oee.getDouble("availability")).isCloseTo(90 / 120.0, EXACT);
        assertThat(oee.getDouble("oee")).isCloseTo((3_000_000 + 300_000) / 7_200_000.0, EXACT);
        assertThat(oee.getLong("ledger.runMs") + oee.getLong("ledger.unplannedDownMs"))
                .isEqualTo(7_200_000);
    }

    @Test
    void windowsAddUpToTheWhole() {
        plant.knows(
                machine.ledger(
                        "2025-03-03T11:20:00Z",
                        interval("2025-03-03T08:10:00Z", LEDGER_BUCKET_RUN),
                        interval("2025-03-03T09:50:00Z", LEDGER_BUCKET_UNPLANNED_DOWN),
                        interval("2025-03-03T10:10:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2025-03-03T09:00:00Z", 5, 1, 1_000),
                machine.counted("2025-03-03T09:00:01Z", 50, 2, 1_000),
                machine.counted("2025-03-03T11:15:00Z", 500, 0, 1_000));

        var hours = windows("hour", "2025-03-03T08:10:00Z", "2025-03-03T11:20:00Z");

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
    void whatHasNotHappenedYetIsCutOff() {
        Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        plant.knows(
                machine.ledger(null, interval(start.toString(), LEDGER_BUCKET_RUN)),
                machine.live(LiveState.newBuilder()
                        .setOnline(true)
                        .setLastEventMs(start.toEpochMilli())
                        .setBucket(LEDGER_BUCKET_RUN)));

        var oee = oee(start.toString(), start.plusSeconds(86_400).toString());

        Instant to = Instant.parse(oee.getString("to"));
        assertThat(to).isBetween(Instant.now().minusSeconds(20), Instant.now());
        assertThat(oee.getLong("ledger.runMs"))
                .isEqualTo(Duration.between(start, to).toMillis());
        assertThat(oee.getBoolean("complete")).isFalse();
    }

    @Test
    void aMachineThatIsNotOnlineEndsAtItsLastFact() {
        Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        Instant death = start.plusSeconds(120);
        plant.knows(
                machine.ledger(
                        null,
                        interval(start.toString(), LEDGER_BUCKET_RUN),
                        interval(death.toString(), LEDGER_BUCKET_NO_DATA).setOnline(false)),
                machine.live(LiveState.newBuilder().setOnline(false).setLastEventMs(death.toEpochMilli())));

        var soFar = oee(start.toString(), start.plusSeconds(86_400).toString());
        var ended = oee(start.toString(), start.plusSeconds(180).toString());

        assertThat(soFar.getString("to")).isEqualTo(death.toString());
        assertThat(soFar.getLong("ledger.runMs")).isEqualTo(120_000);
        assertThat(soFar.getLong("ledger.noDataMs")).isZero();
        assertThat(ended.getLong("ledger.noDataMs")).isEqualTo(60_000);
    }

    @Test
    void aMinorStopThatGoesOnForTooLongIsNoMinorOne() {
        Instant start = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        Instant stop = start.plusSeconds(300);
        plant.knows(
                machine.ledger(
                        null,
                        interval(start.toString(), LEDGER_BUCKET_RUN),
                        interval(stop.toString(), LEDGER_BUCKET_MINOR_STOP)
                                .setReason("jam")
                                .setStopFromMs(stop.toEpochMilli()),
                        interval(stop.plusSeconds(5).toString(), LEDGER_BUCKET_MINOR_STOP)
                                .setReason("clean")
                                .setStopFromMs(stop.toEpochMilli())
                                .setOutgrowsAtMs(stop.plusSeconds(120).toEpochMilli())),
                machine.live(LiveState.newBuilder()
                        .setOnline(true)
                        .setLastEventMs(stop.toEpochMilli())
                        .setBucket(LEDGER_BUCKET_MINOR_STOP)));

        var oee = oee(start.toString(), Instant.now().toString());
        var stops = plant.get("stops?equipment=" + line + "&from=" + start + "&to=" + Instant.now())
                .jsonPath();

        assertThat(oee.getLong("ledger.minorStopMs")).isZero();
        assertThat(oee.getLong("ledger.unplannedDownMs")).isGreaterThanOrEqualTo(300_000);
        assertThat(stops.getList("bucket")).containsExactly("UNPLANNED_DOWN", "UNPLANNED_DOWN");
        assertThat(stops.getList("reason")).containsExactly("jam", "clean");
        assertThat(stops.getList("open")).containsExactly(false, true);
    }

    @Test
    void anHourWithoutAnItemHasAnOeeOfZeroWhereTheIdealIsKnownAndNoneWhereItIsNot() {
        plant.knows(machine.ledger(
                "2025-03-03T10:00:00Z",
                interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_UNPLANNED_DOWN),
                interval("2025-03-03T09:00:00Z", LEDGER_BUCKET_UNPLANNED_DOWN).setHasIdeal(false)));

        var hours = windows("hour", "2025-03-03T08:00:00Z", "2025-03-03T10:00:00Z");

        assertThat(hours.getList("oee")).containsExactly(0.0, null);
        assertThat(hours.getList("availability")).containsExactly(0.0, 0.0);
        assertThat(hours.getList("performance")).containsExactly(null, null);
    }

    @Test
    void daysBeginInTheZoneOfTheMachineAndHaveTwentyThreeHoursInSpring() {
        putModel(Map.of("timeZone", "Europe/Berlin", "productionDayStart", "06:00"));
        plant.knows(machine.ledger("2025-04-01T00:00:00Z", interval("2025-03-28T00:00:00Z", LEDGER_BUCKET_RUN)));

        var days = windows("day", "2025-03-29T05:00:00Z", "2025-03-31T04:00:00Z");

        assertThat(days.getList("from")).containsExactly("2025-03-29T05:00:00Z", "2025-03-30T04:00:00Z");
        assertThat(days.getList("ledger.runMs", Long.class)).containsExactly(23 * 3_600_000L, 24 * 3_600_000L);
    }

    @Test
    void aModelThatBeginsLaterWaits() {
        putModel(Map.of("timeZone", "Europe/Berlin", "chargeNoData", true));
        putModel(Map.of("timeZone", "Asia/Tokyo", "validFrom", "2099-01-01T00:00:00Z"));
        plant.knows(machine.ledger("2025-03-30T00:00:00Z", interval("2025-03-29T00:00:00Z", LEDGER_BUCKET_NO_DATA)));

        var days = windows("day", "2025-03-28T23:00:00Z", "2025-03-29T23:00:00Z");

        assertThat(days.getList("from")).containsExactly("2025-03-28T23:00:00Z");
        assertThat(days.getList("plannedBusyMs", Long.class)).containsExactly(24 * 3_600_000L);
    }

    @Test
    void theWholePlantIsARollUpToo() {
        plant.knows(
                machine.ledger("2019-06-01T01:00:00Z", interval("2019-06-01T00:00:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2019-06-01T01:00:00Z", 3, 1, 600_000));
        plant.knows(new LedgerMother("REST-ELSEWHERE/" + line.replace('/', '-') + "/press")
                .ledger("2019-06-01T01:00:00Z", interval("2019-06-01T00:00:00Z", LEDGER_BUCKET_UNPLANNED_DOWN)));

        var oee = plant.oee("/", "2019-06-01T00:00:00Z", "2019-06-01T01:00:00Z").jsonPath();

        assertThat(oee.getLong("ledger.runMs")).isEqualTo(3_600_000);
        assertThat(oee.getLong("ledger.unplannedDownMs")).isEqualTo(3_600_000);
        assertThat(oee.getLong("totalCount")).isEqualTo(3);
    }

    @Test
    void whatWasReportedStaysReadable() {
        plant.knows(
                machine.ledger("2025-03-03T10:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2025-03-03T08:30:00Z", 70, 0, 60_000));
        plant.kafka().results(hour(1, 30), hour(2, 70));
        await().until(() ->
                windows("hour", "2025-03-03T08:00:00Z", "2025-03-03T09:00:00Z").get("[0].version") != null);

        var now = windows("hour", "2025-03-03T08:00:00Z", "2025-03-03T09:00:00Z");
        var reported = windows("hour&as=reported", "2025-03-03T08:00:00Z", "2025-03-03T10:00:00Z");
        var whole = plant.get("oee?equipment=" + line + "&from=2025-03-03T08:00:00Z&to=2025-03-03T09:00:00Z&version=1")
                .jsonPath();

        assertThat(now.getInt("[0].version")).isEqualTo(2);
        assertThat(now.getLong("[0].totalCount")).isEqualTo(70);
        assertThat(reported.getList("totalCount", Long.class)).containsExactly(30L);
        assertThat(reported.getList("version", Integer.class)).containsExactly(1);
        assertThat(whole.getLong("totalCount")).isEqualTo(30);
    }

    @Test
    void flagsOfIntervalsAndCountsAreTold() {
        plant.knows(
                machine.ledger(
                        "2025-03-03T10:00:00Z",
                        interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN).addFlags(Flag.FLAG_CONFLICT),
                        interval("2025-03-03T09:00:00Z", LEDGER_BUCKET_RUN)),
                machine.counted("2025-03-03T09:30:00Z", 1, 2, 1));

        assertThat(windows("hour", "2025-03-03T08:00:00Z", "2025-03-03T10:00:00Z")
                        .getList("flags"))
                .containsExactly(List.of("CONFLICT"), List.of("REJECTS_OVER_TOTAL"));
    }

    @Test
    void anOrderIsAWindow() {
        plant.knows(
                machine.ledger(
                        "2025-03-03T10:00:00Z",
                        interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN).setOrder("A"),
                        interval("2025-03-03T08:30:00Z", LEDGER_BUCKET_UNPLANNED_DOWN)
                                .setOrder("A"),
                        interval("2025-03-03T09:00:00Z", LEDGER_BUCKET_PLANNED_DOWN),
                        interval("2025-03-03T09:30:00Z", LEDGER_BUCKET_RUN).setOrder("B")),
                machine.counted("2025-03-03T09:00:00Z", "", "A", 10, 1, 60_000),
                machine.counted("2025-03-03T10:00:00Z", "", "B", 20, 0, 60_000));

        var orders = windows("order", "2025-03-03T00:00:00Z", "2025-03-04T00:00:00Z");

        assertThat(orders.getList("order")).containsExactly("A", "B");
        assertThat(orders.getList("totalCount", Long.class)).containsExactly(10L, 20L);
        assertThat(orders.getList("availability", Double.class)).containsExactly(0.5, 1.0);
        assertThat(orders.getList("equipment")).containsOnly(line + "/press");
    }

    @Test
    void anOrderThatIsLeftAndTakenUpAgainWithinASlotIsCountedOnce() {
        plant.knows(
                machine.ledger(
                        "2025-03-03T09:00:00Z",
                        interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN).setOrder("A"),
                        interval("2025-03-03T08:30:04Z", LEDGER_BUCKET_RUN).setOrder("B"),
                        interval("2025-03-03T08:30:06Z", LEDGER_BUCKET_RUN).setOrder("A")),
                machine.counted("2025-03-03T08:30:00Z", "", "A", 100, 0, 10),
                machine.counted("2025-03-03T08:30:03Z", "", "A", 7, 0, 10),
                machine.counted("2025-03-03T09:00:00Z", "", "A", 20, 0, 10));

        var orders = windows("order", "2025-03-03T08:00:00Z", "2025-03-03T09:00:00Z");

        assertThat(orders.getList("order")).containsExactly("A", "B", "A");
        assertThat(orders.getList("totalCount", Long.class)).containsExactly(100L, 0L, 27L);
    }

    @Test
    void anOrderThatTheRangeCutsHasTheCountsOfTheRange() {
        plant.knows(
                machine.ledger(
                        "2025-03-03T10:00:00Z",
                        interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN).setOrder("A")),
                machine.counted("2025-03-03T08:59:58Z", "", "A", 1, 0, 10),
                machine.counted("2025-03-03T09:00:07Z", "", "A", 20, 0, 10),
                machine.counted("2025-03-03T09:30:05Z", "", "A", 300, 0, 10));

        assertThat(windows("order", "2025-03-03T09:00:05Z", "2025-03-03T09:30:08Z")
                        .getList("totalCount", Long.class))
                .containsExactly(20L);
        assertThat(oee("2025-03-03T09:00:05Z", "2025-03-03T09:30:08Z").getLong("totalCount"))
                .isEqualTo(20);
    }

    @Test
    void anEmptyListStillHasItsColumnsAsCsv() {
        plant.knows(machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)));

        String csv = Plant.ask()
                .accept("text/csv")
                .get("/api/v1/oee?equipment=" + line
                        + "&from=2025-03-03T08:00:00Z&to=2025-03-03T09:00:00Z&window=order")
                .asString();

        assertThat(csv.lines()).singleElement().asString().startsWith("equipment,order,from,to,complete");
    }

    @Test
    void anAnswerCanBeCsv() {
        plant.knows(machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)));

        var csv = Plant.ask()
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

    private void putModel(Map<String, ?> model) {
        Plant.ask()
                .contentType("application/json")
                .body(model)
                .put("/api/v1/machines/" + line + "/press")
                .then()
                .statusCode(200);
    }

    private JsonPath oee(String from, String to) {
        return plant.oee(line + "/press", from, to).jsonPath();
    }

    private JsonPath windows(String window, String from, String to) {
        return plant.get("oee?equipment=" + line + "&from=" + from + "&to=" + to + "&window=" + window)
                .jsonPath();
    }

    private OeeResult hour(int version, long total) {
        return OeeResult.newBuilder()
                .setEquipment(line + "/press")
                .setWindow(Window.WINDOW_HOUR)
                .setStartMs(LedgerMother.ms("2025-03-03T08:00:00Z"))
                .setEndMs(LedgerMother.ms("2025-03-03T09:00:00Z"))
                .setVersion(version)
                .setComplete(true)
                .setTotals(LedgerTotals.newBuilder()
                        .setRunMs(3_600_000)
                        .setTotalCount(total)
                        .setHasIdeal(true)
                        .setIdealTotalMs(total * 60_000.0)
                        .setIdealGoodMs(total * 60_000.0))
                .build();
    }
}
