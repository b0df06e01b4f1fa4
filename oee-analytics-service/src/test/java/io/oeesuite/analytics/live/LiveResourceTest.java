package io.oeesuite.analytics.live;

import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.analytics.LedgerMother;
import io.oeesuite.analytics.Plant;
import io.oeesuite.analytics.RealServers;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static io.oeesuite.analytics.LedgerMother.interval;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_RUN;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LiveResourceTest {
    private static final AtomicInteger LINES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    LocalStack servers;

    @TestHTTPResource("/api/v1/live")
    URL stream;

    private final String equipment = "LIVE/line" + LINES.incrementAndGet() + "/press";
    private final LedgerMother machine = new LedgerMother(equipment);
    private final Instant justNow = Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.SECONDS);
    /** Where it is noon: no day turns while a test runs. */
    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - justNow.atOffset(ZoneOffset.UTC).getHour());

    private final Instant dayStart =
            justNow.atOffset(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
    private Plant plant;

    @BeforeEach
    void connect() {
        plant = new Plant(servers.kafkaBootstrap());
        Plant.ask()
                .contentType("application/json")
                .body(Map.of("timeZone", zone.getId()))
                .put("/api/v1/machines/" + equipment)
                .then()
                .statusCode(200);
    }

    @AfterEach
    void disconnect() {
        plant.close();
    }

    @Test
    void theTileTellsTheProductionDaySoFar() {
        plant.knows(
                machine.ledger(
                        null,
                        interval(dayStart.toString(), LEDGER_BUCKET_UNPLANNED_DOWN),
                        interval(justNow.toString(), LEDGER_BUCKET_RUN)),
                machine.counted(justNow.toString(), 100, 20, 10),
                online());

        JsonPath tile = awaitTile(100);
        var oee = plant.oee(
                        equipment,
                        tile.getString("period.from"),
                        dayStart.plusSeconds(86_400).toString())
                .jsonPath();

        assertThat(tile.getString("period.from")).isEqualTo(dayStart.toString());
        assertThat(tile.getLong("goodCount")).isEqualTo(80);
        assertThat(tile.getDouble("quality")).isCloseTo(0.8, within(1e-12));
        assertThat(tile.getDouble("availability")).isCloseTo(oee.getDouble("availability"), within(0.01));
        assertThat(tile.getDouble("oee")).isCloseTo(oee.getDouble("oee"), within(0.01));
        assertThat(tile.getBoolean("online")).isTrue();
        assertThat(tile.getString("bucket")).isEqualTo("RUN");
        assertThat(tile.getString("stateName")).isEqualTo("Execute");
        assertThat(tile.<Object>get("completeness")).isNull();
    }

    @Test
    void lateFactsMoveTheTileToo() {
        plant.knows(
                machine.ledger(null, interval(dayStart.toString(), LEDGER_BUCKET_RUN)),
                machine.counted(justNow.toString(), 10, 0, 10),
                online());
        awaitTile(10);

        plant.knows(machine.counted(dayStart.plusSeconds(60).toString(), 7, 0, 10));

        awaitTile(17);
    }

    @Test
    void aWatcherGetsEverythingFirstAndThenWhatChanges() throws Exception {
        plant.knows(
                machine.ledger(null, interval(dayStart.toString(), LEDGER_BUCKET_RUN)),
                machine.counted(justNow.toString(), 10, 0, 10),
                online());
        awaitTile(10);

        try (var events = new EventStream(stream.toString())) {
            await().atMost(PATIENCE).until(() -> !events.events("snapshot").isEmpty());
            for (int total = 11; total <= 60; total++) {
                plant.kafka().ledger(machine.counted(justNow.toString(), total, 0, 10));
            }
            await().atMost(PATIENCE).until(() -> counts(events).contains(60));

            assertThat(JsonPath.from(events.events("snapshot").getFirst().data())
                            .<String>getList("equipment"))
                    .contains(equipment);
            assertThat(events.events("snapshot")).hasSize(1);
            assertThat(counts(events)).as("coalesced").hasSizeLessThan(45);
        }
    }

    @Test
    void machinesThatChangeTogetherAreOneEvent() throws Exception {
        var other = new LedgerMother(equipment + "-2");
        plant.knows(
                machine.ledger(null, interval(dayStart.toString(), LEDGER_BUCKET_RUN)),
                online(),
                other.ledger(null, interval(dayStart.toString(), LEDGER_BUCKET_RUN)),
                other.live(LiveState.newBuilder().setOnline(true).setLastEventMs(justNow.toEpochMilli())));

        try (var events = new EventStream(stream.toString())) {
            // both are online, so their figures go on with the time
            await().atMost(PATIENCE)
                    .until(() -> events.events("machines").stream()
                            .map(event -> JsonPath.from(event.data()).<String>getList("equipment"))
                            .anyMatch(machines -> machines.containsAll(List.of(equipment, equipment + "-2"))));
        }
    }

    @Test
    void tilesComeAsCsvToo() {
        plant.knows(machine.ledger(null, interval(dayStart.toString(), LEDGER_BUCKET_RUN)), online());
        await().atMost(PATIENCE).until(() -> tile() != null);

        String csv = Plant.ask().accept("text/csv").get("/api/v1/live/tiles").asString();

        assertThat(csv.lines().findFirst().orElseThrow())
                .startsWith("equipment,online,since,state,stateName")
                .contains("period.from,period.to");
        assertThat(csv.lines().filter(line -> line.startsWith(equipment + ",true,")))
                .hasSize(1);
    }

    private List<Integer> counts(EventStream events) {
        return events.events("machines").stream()
                .map(event -> JsonPath.from(event.data()))
                .flatMap(
                        tiles -> tiles
                                .param("path", equipment)
                                .<Integer>getList("findAll { it.equipment == path }.totalCount")
                                .stream())
                .toList();
    }

    private JsonPath awaitTile(long totalCount) {
        await().atMost(PATIENCE).until(() -> tile() != null && tile().getLong("totalCount") == totalCount);
        return tile();
    }

    private JsonPath tile() {
        Map<String, Object> tile =
                plant.get("live/tiles").jsonPath().param("path", equipment).get("find { it.equipment == path }");
        return tile == null
                ? null
                : JsonPath.from(new ObjectMapper().valueToTree(tile).toString());
    }

    private LedgerChange online() {
        return machine.live(LiveState.newBuilder()
                .setOnline(true)
                .setState(6)
                .setBucket(LEDGER_BUCKET_RUN)
                .setSinceMs(dayStart.toEpochMilli())
                .setLastEventMs(justNow.toEpochMilli()));
    }
}
