package io.oeesuite.systemtests.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.Test;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What {@code deploy/kafka/access.csv} grants is enough for every service, and not for another. */
@WithSuite
class LeastRightsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NODE = "edge_LEAST-RIGHTS";
    private static final int EXECUTE = 6;
    private static final int STOPPED = 2;

    @Test
    void everyServiceWorksAndAsksForNothingItMayNot(Suite suite) throws Exception {
        Instant begin = Instant.now().minusSeconds(120).truncatedTo(ChronoUnit.SECONDS);
        try (ServiceProcess alerts = suite.service("alert-sender", "alert-sender-least", "alert_SENDER");
                ServiceProcess command = suite.service("command-service", "command-least", "scada_PRIMARY-HOST");
                var edge = suite.edge("LEAST", NODE)) {
            alerts.start();
            command.start();
            edge.birth(begin.toEpochMilli());
            edge.birth("PRESS", begin.toEpochMilli(), List.of(state(EXECUTE)));
            edge.data("PRESS", begin.plusSeconds(30).toEpochMilli(), List.of(state(STOPPED)));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(runMs(suite, begin)).isEqualTo(30_000));
            alerts.awaitReady();
            command.awaitReady();
        }
        for (String service :
                List.of("analytics_INGEST-0", "analytics_OEE-PROCESSOR", "alert_SENDER", "scada_PRIMARY-HOST")) {
            assertThat(refusals(suite, service)).as(service).isEmpty();
        }
    }

    @Test
    void aServiceWithTheCertificateOfAnotherGetsNowhere(Suite suite) throws IOException {
        Map<String, String> environment = new HashMap<>(suite.stack().environment("dashboard_OEE-PRODUCTION"));
        environment.putAll(suite.stack().mqttEnvironment("analytics_INGEST-3"));
        environment.put("OEE_STATE_DIR", suite.state("impostor").toString());

        try (ServiceProcess impostor = suite.service("ingest-service", "impostor", environment)) {
            impostor.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(impostor.log()).content().contains("Waiting for Kafka at"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(refusals(suite, "dashboard_OEE-PRODUCTION"))
                            .isNotEmpty());
            assertThat(impostor.isReady()).isFalse();
        }
    }

    @Test
    void nobodysCertificateIsTakenForTheNodeItself(Suite suite) {
        suite.stack().certificates().client("node");

        try (Admin impostor = Admin.create(suite.stack().kafkaClient("node"))) {
            assertThatThrownBy(() -> impostor.createTopics(List.of(new NewTopic("of-the-impostor", 1, (short) 1)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    private static long runMs(Suite suite, Instant begin) {
        return given().baseUri(suite.analytics().http("").toString())
                .queryParam("equipment", "LEAST/" + NODE + "/PRESS")
                .queryParam("from", begin.toString())
                .queryParam("to", begin.plusSeconds(60).toString())
                .get("/api/v1/oee")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("ledger.runMs");
    }

    /** What Kafka has told a client that it may not. */
    private static List<String> refusals(Suite suite, String certificate) throws IOException {
        Path log = suite.stack().kafka().log();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("Principal = User:" + certificate + " is Denied"))
                    .toList();
        }
    }

    private static Metric state(int number) {
        return Metric.of("Status/StateCurrent", DataType.INT32, number);
    }
}
