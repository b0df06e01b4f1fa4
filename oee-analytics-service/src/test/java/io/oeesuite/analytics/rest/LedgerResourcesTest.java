package io.oeesuite.analytics.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.analytics.LedgerMother;
import io.oeesuite.analytics.Plant;
import io.oeesuite.analytics.RealServers;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.oeesuite.analytics.LedgerMother.interval;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_MINOR_STOP;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_RUN;
import static io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LedgerResourcesTest {
    private static final AtomicInteger LINES = new AtomicInteger();

    LocalStack servers;

    private final String line = "LEDGER/line" + LINES.incrementAndGet();
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

    @Test
    void theTimelineIsClippedToTheRange() {
        aMorningWithStops();

        var timeline = plant.get(
                        "timeline?equipment=" + line + range("2025-03-03T08:05:00.250Z", "2025-03-03T08:40:00Z"))
                .jsonPath();

        assertThat(timeline.getList("bucket"))
                .containsExactly("RUN", "UNPLANNED_DOWN", "UNPLANNED_DOWN", "UNPLANNED_DOWN", "RUN");
        assertThat(timeline.getString("[0].from")).isEqualTo("2025-03-03T08:05:00.250Z");
        assertThat(timeline.getString("[4].to")).isEqualTo("2025-03-03T08:40:00Z");
        assertThat(timeline.getLong("[0].durationMs")).isEqualTo(299_750);
        assertThat(timeline.getInt("[0].state")).isEqualTo(6);
        assertThat(timeline.getString("[0].stateName")).isEqualTo("Execute");
        assertThat(timeline.<Object>get("[1].mode")).isNull();
        assertThat(timeline.getList("durationMs", Long.class).stream()
                        .mapToLong(ms -> ms)
                        .sum())
                .isEqualTo(2_099_750);
    }

    @Test
    void stopsAreSplitByReasonNotByState() {
        aMorningWithStops();

        var stops = plant.get("stops?equipment=" + line + range("2025-03-03T08:00:00Z", "2025-03-03T10:00:00Z"))
                .jsonPath();

        assertThat(stops.getList("reason")).containsExactly("jam", "no film", "jam");
        assertThat(stops.getList("durationMs", Long.class)).containsExactly(600_000L, 600_000L, 60_000L);
        assertThat(stops.getList("state", Integer.class)).containsExactly(8, 9, 9);
        assertThat(stops.getList("bucket")).containsExactly("UNPLANNED_DOWN", "UNPLANNED_DOWN", "MINOR_STOP");
        assertThat(stops.getList("open")).containsOnly(false);
    }

    @Test
    void plannedStopsAreGivenWhenAskedFor() {
        aMorningWithStops();

        var planned = plant.get("stops?bucket=PLANNED_DOWN&equipment=" + line
                        + range("2025-03-03T08:00:00Z", "2025-03-03T10:00:00Z"))
                .jsonPath();

        assertThat(planned.getList("durationMs", Long.class)).containsExactly(1_800_000L);
    }

    @Test
    void theParetoBeginsWithTheWorst() {
        aMorningWithStops();

        var pareto = plant.get("stops/pareto?equipment=LEDGER/" + line.substring(7)
                        + range("2025-03-03T08:00:00Z", "2025-03-03T10:00:00Z"))
                .jsonPath();

        assertThat(pareto.<Map<String, Object>>getList(""))
                .extracting(
                        row -> row.get("reason"),
                        row -> ((Number) row.get("count")).intValue(),
                        row -> ((Number) row.get("durationMs")).longValue())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("jam", 2, 660_000L),
                        org.assertj.core.groups.Tuple.tuple("no film", 1, 600_000L));
    }

    @Test
    void csvHasALinePerStopAndNoFormula() {
        plant.knows(machine.ledger(
                "2025-03-03T09:00:00Z",
                interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_UNPLANNED_DOWN).setReason("=1+1, \"quoted\"")));

        String csv = Plant.ask()
                .accept("text/csv")
                .get("/api/v1/stops?equipment=" + line + range("2025-03-03T08:00:00Z", "2025-03-03T10:00:00Z"))
                .asString();

        assertThat(csv.lines())
                .containsExactly(
                        "equipment,from,to,durationMs,bucket,reason,state,stateName,order,product,open",
                        line + "/press,2025-03-03T08:00:00Z,2025-03-03T09:00:00Z,3600000,UNPLANNED_DOWN,"
                                + "\"'=1+1, \"\"quoted\"\"\",,,,,false");
    }

    @Test
    void csvWithoutStopsStillHasItsColumns() {
        plant.knows(machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)));

        String csv = Plant.ask()
                .accept("text/csv")
                .get("/api/v1/stops?equipment=" + line + range("2025-03-03T08:00:00Z", "2025-03-03T09:00:00Z"))
                .asString();

        assertThat(csv.lines())
                .containsExactly("equipment,from,to,durationMs,bucket,reason,state,stateName,order,product,open");
    }

    @Test
    void theTreeShowsGroupsNodesAndWhatTheirMachinesDo() {
        plant.knows(
                machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)),
                machine.live(LiveState.newBuilder()
                        .setOnline(true)
                        .setSinceMs(LedgerMother.ms("2025-03-03T08:00:00Z"))
                        .setLastEventMs(LedgerMother.ms("2025-03-03T08:59:00Z"))
                        .setState(6)
                        .setBucket(LEDGER_BUCKET_RUN)
                        .setProduct("P1")
                        .setSpeed(59.5)
                        .setDesignSpeed(Double.POSITIVE_INFINITY)));

        var tree = plant.get("equipment").jsonPath();

        assertThat(tree.<String>getList("equipment")).contains("LEDGER");
        String node = "find { it.equipment == 'LEDGER' }.children.find { it.equipment == '" + line + "' }";
        assertThat(tree.getString(node + ".level")).isEqualTo("node");
        assertThat(tree.<Object>get(node + ".completeness")).isNull();
        var live = tree.<Map<String, Object>>get(node + ".children[0].live");
        assertThat(live)
                .containsEntry("online", true)
                .containsEntry("since", "2025-03-03T08:00:00Z")
                .containsEntry("stateName", "Execute")
                .containsEntry("bucket", "RUN")
                .containsEntry("product", "P1")
                .containsEntry("speed", 59.5)
                .containsEntry("designSpeed", null)
                .containsEntry("lastEvent", "2025-03-03T08:59:00Z");
    }

    @Test
    void aMachineModelIsReadableOnceItIsSet() {
        var model = Map.of(
                "timeZone", "America/New_York",
                "productionDayStart", "06:30",
                "idealCycleMs", Map.of("", 1_500.5, "P1", 2_000.0),
                "reasonBuckets", Map.of("lunch", "PLANNED_DOWN"),
                "metricNames", Map.of("state", "Line/State"),
                "actor", "an engineer",
                "reason", "measured");

        var set = Plant.ask().contentType("application/json").body(model).put("/api/v1/machines/" + line + "/filler");
        var read = plant.get("machines/" + line + "/filler").jsonPath();

        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(read.getString("equipment")).isEqualTo(line + "/filler");
        assertThat(read.getString("validFrom")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(read.getString("timeZone")).isEqualTo("America/New_York");
        assertThat(read.getString("productionDayStart")).isEqualTo("06:30");
        assertThat(read.getDouble("idealCycleMs.P1")).isEqualTo(2_000.0);
        assertThat(read.getString("metricNames.state")).isEqualTo("Line/State");
        assertThat(read.getString("actor")).isEqualTo("an engineer");
    }

    @Test
    void aMachineThatWasNeverConfiguredHasTheDefaults() {
        plant.knows(machine.ledger("2025-03-03T09:00:00Z", interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN)));

        assertThat(plant.get("machines/" + line + "/press").jsonPath().getString("timeZone"))
                .isEqualTo("UTC");
        assertThat(plant.get("machines/" + line + "/nobody").statusCode()).isEqualTo(404);
    }

    private void aMorningWithStops() {
        plant.knows(List.of(machine.ledger(
                "2025-03-03T10:00:00Z",
                interval("2025-03-03T08:00:00Z", LEDGER_BUCKET_RUN).setState(6).setMode(1),
                interval("2025-03-03T08:10:00Z", LEDGER_BUCKET_UNPLANNED_DOWN)
                        .setState(8)
                        .setReason("jam"),
                interval("2025-03-03T08:10:01Z", LEDGER_BUCKET_UNPLANNED_DOWN)
                        .setState(9)
                        .setReason("jam"),
                interval("2025-03-03T08:20:00Z", LEDGER_BUCKET_UNPLANNED_DOWN)
                        .setState(9)
                        .setReason("no film"),
                interval("2025-03-03T08:30:00Z", LEDGER_BUCKET_RUN).setState(6),
                interval("2025-03-03T09:00:00Z", LEDGER_BUCKET_MINOR_STOP)
                        .setState(9)
                        .setReason("jam"),
                interval("2025-03-03T09:01:00Z", LEDGER_BUCKET_RUN).setState(6),
                interval("2025-03-03T09:30:00Z", LEDGER_BUCKET_PLANNED_DOWN).setReason("break"))));
    }

    private static String range(String from, String to) {
        return "&from=" + from + "&to=" + to;
    }
}
