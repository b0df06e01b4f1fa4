package io.oeesuite.systemtests.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Topic;
import io.oeesuite.systemtests.suite.Replay;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** 38 real batches with 61 stops, replayed as history over mutual TLS (Maven Analytics, Manufacturing Downtime). */
@WithSuite
class BottlingLineTest {
    private static final String FILLER = "BOTTLING/edge_PLANT01-LINE01/FILLER";
    private static final String FROM = "2024-08-29T11:50:00Z";
    private static final String TO = "2024-09-03T01:05:00Z";
    private static final long RUN_MS = 148_200_000;
    private static final long STOPPED_MS = 83_280_000;
    private static final long RANGE_MS = Duration.between(java.time.Instant.parse(FROM), java.time.Instant.parse(TO))
            .toMillis();

    @Test
    void replayedOnceTwiceAndShuffledItHasTheOeeOfTheRecord(Suite suite) throws IOException {
        replay(suite);
        assertIsTheRecord(suite);
        var once = everything(suite);
        var events = eventsOfTheFiller(suite);

        replay(suite);
        assertThat(eventsOfTheFiller(suite)).as("the second replay has arrived").isGreaterThan(events);
        awaitUnchanged(suite, once);

        replay(suite, "--shuffle", "7");
        awaitUnchanged(suite, once);
    }

    private static void replay(Suite suite, String... options) {
        Replay.of(Replay.BOTTLING_LINE, suite.stack().mqttEnvironment("edge_PLANT01-LINE01"), options);
    }

    private static void assertIsTheRecord(Suite suite) throws IOException {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(oee(suite).getLong("ledger.runMs")).isEqualTo(RUN_MS));
        var figure = oee(suite);
        assertThat(figure.getDouble("availability")).isCloseTo(2470.0 / 3858, within(1e-12));
        assertThat(figure.getDouble("performance")).isCloseTo(1, within(1e-12));
        assertThat(figure.getDouble("quality")).isCloseTo(1, within(1e-12));
        assertThat(figure.getLong("totalCount")).isEqualTo(38);
        assertThat(figure.getLong("ledger.unplannedDownMs")).isEqualTo(STOPPED_MS);
        assertThat(figure.<String, Number>getMap("ledger").values().stream()
                        .mapToLong(Number::longValue)
                        .sum())
                .isEqualTo(RANGE_MS);
        assertThat(stoppedByReason(suite)).isEqualTo(recordedByReason());
    }

    /** Once all has been taken in, for longer than the engine gathers late facts and waits for them. */
    private static void awaitUnchanged(Suite suite, String before) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> suite.log().isAllProcessed() && suite.log().isAllTakenIn());
        await().during(Duration.ofSeconds(7))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(everything(suite)).isEqualTo(before));
    }

    private static int eventsOfTheFiller(Suite suite) {
        await().atMost(Duration.ofSeconds(60)).until(() -> suite.log().isAllProcessed());
        return suite.log().read(Topic.EVENTS, FILLER::equals).size();
    }

    private static String everything(Suite suite) {
        return List.of("oee", "stops", "timeline").stream()
                .map(what -> ask(suite, what).prettify())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Long> stoppedByReason(Suite suite) {
        var durations = new TreeMap<String, Long>();
        ask(suite, "stops")
                .<Map<String, Object>>getList("findAll { it.bucket == 'UNPLANNED_DOWN' }")
                .forEach(stop -> durations.merge(
                        (String) stop.get("reason"), ((Number) stop.get("durationMs")).longValue(), Long::sum));
        return durations;
    }

    private static Map<String, Long> recordedByReason() throws IOException {
        try (var lines = Files.lines(Replay.BOTTLING_LINE.resolve("stops.csv"))) {
            return lines.skip(1)
                    .map(line -> line.split(","))
                    .collect(Collectors.groupingBy(
                            columns -> columns[1],
                            TreeMap::new,
                            Collectors.summingLong(columns -> Duration.ofMinutes(Long.parseLong(columns[2]))
                                    .toMillis())));
        }
    }

    private static JsonPath oee(Suite suite) {
        return ask(suite, "oee");
    }

    private static JsonPath ask(Suite suite, String what) {
        return given().baseUri(suite.analytics().http("").toString())
                .queryParam("equipment", FILLER)
                .queryParam("from", FROM)
                .queryParam("to", TO)
                .get("/api/v1/" + what)
                .then()
                .extract()
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));
    }
}
