package io.oeesuite.systemtests.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.oeesuite.systemtests.edge.SparkplugEdge;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Published over MQTT with mutual TLS, asked for over REST: what others have computed by hand. */
@WithSuite
class PublishedCasesTest {
    private static final Instant BEGIN =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(2));
    private static final double EXACT = 1e-9;

    static Stream<PublishedCase> cases() {
        return PublishedCase.all(BEGIN).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesOutAsPublished(PublishedCase published, Suite suite) throws Exception {
        var node = "edge_" + published.name().toUpperCase(Locale.ROOT);

        try (var edge = suite.edge("CASES", node)) {
            publish(edge, published);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    ask(suite, "CASES/" + node, published).<Double>get("oee"))
                            .isNotNull()
                            .isCloseTo(published.oee(), within(EXACT)));
        }

        var figure = ask(suite, "CASES/" + node, published);
        assertThat(figure.getDouble("availability")).isCloseTo(published.availability(), within(EXACT));
        assertThat(figure.getDouble("performance")).isCloseTo(published.performance(), within(EXACT));
        assertThat(figure.getDouble("quality")).isCloseTo(published.quality(), within(EXACT));
        assertThat(figure.<String, Number>getMap("ledger").values().stream()
                        .mapToLong(Number::longValue)
                        .sum())
                .as("the ledger adds up to the calendar time")
                .isEqualTo(calendarTime(published));
    }

    private static void publish(SparkplugEdge edge, PublishedCase published) {
        edge.birth(BEGIN.toEpochMilli());
        published.machines().forEach((device, record) -> {
            edge.birth(device, BEGIN.toEpochMilli(), record.birth());
            record.messages()
                    .forEach(message -> edge.data(device, message.time().toEpochMilli(), message.metrics()));
        });
    }

    private static JsonPath ask(Suite suite, String equipment, PublishedCase published) {
        return given().baseUri(suite.analytics().http("").toString())
                .queryParam("equipment", equipment)
                .queryParam("from", BEGIN.toString())
                .queryParam("to", end(published).toString())
                .get("/api/v1/oee")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));
    }

    private static Instant end(PublishedCase published) {
        return published.machines().values().iterator().next().end();
    }

    private static long calendarTime(PublishedCase published) {
        return published.machines().size()
                * Duration.between(BEGIN, end(published)).toMillis();
    }
}
