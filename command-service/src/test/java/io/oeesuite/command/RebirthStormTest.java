package io.oeesuite.command;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Ten thousand requests over Kafka, and what comes of them at the broker. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestProfile(RebirthStormTest.Fast.class)
class RebirthStormTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NODES = 1_000;
    private static final int REQUESTS_EACH = 10;
    private static final int PER_SECOND = 100;
    private static final String GROUP = "STORM";

    LocalStack stack;

    /** Ten times the usual rate: the test would take two minutes otherwise. */
    public static final class Fast implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("oee.commands.rebirths-per-second", Integer.toString(PER_SECOND));
        }
    }

    @Test
    void tenThousandRequestsForAThousandNodesAreAThousandRebirthsNeverFasterThanAllowed() {
        List<String> nodes =
                IntStream.range(0, NODES).mapToObj(i -> "node-" + i).toList();
        try (var ingest = new Ingest(stack.kafkaBootstrap());
                Ear ear = Ear.at(stack, "analytics_STORM", "spBv1.0/" + GROUP + "/NCMD/#")) {
            await().atMost(PATIENCE)
                    .until(() -> get("/api/v1/host").path("state").equals("online"));
            ingest.fallSilent();
            await().atMost(PATIENCE)
                    .until(() -> get("/api/v1/host").path("state").equals("offline"));
            ingest.wantsRebirths(GROUP, nodes, REQUESTS_EACH);
            await().atMost(PATIENCE).until(() -> metric("oee_rebirth_requests_total") >= NODES * REQUESTS_EACH);
            assertThat(metric("oee_rebirth_waiting")).isEqualTo(NODES);

            ingest.beatAgain();

            await().atMost(PATIENCE).until(() -> ear.heard().size() >= NODES);
            await().during(Duration.ofSeconds(2))
                    .atMost(PATIENCE)
                    .until(() -> ear.heard().size() == NODES);
            List<Ear.Heard> heard = ear.heard();
            Set<String> topics = new HashSet<>();
            heard.forEach(message -> topics.add(message.topic()));
            assertThat(topics).as("each node once").hasSize(NODES);
            assertThat(heard.getLast().atMs() - heard.getFirst().atMs())
                    .as("paced over all of it")
                    .isGreaterThanOrEqualTo((NODES - 1) * 1_000L / PER_SECOND - 500);
            // when they were let go, which nothing on the way to the listener has bunched
            List<Long> orderedMs =
                    get("/api/v1/commands?actor=ingest-service&limit=" + NODES)
                            .<List<String>>path("acceptedAt")
                            .stream()
                            .map(at -> Instant.parse(at).toEpochMilli())
                            .sorted()
                            .toList();
            assertThat(orderedMs).hasSize(NODES);
            for (int i = 2 * PER_SECOND; i < NODES; i++) {
                assertThat(orderedMs.get(i) - orderedMs.get(i - 2 * PER_SECOND))
                        .as("rebirths %d to %d", i - 2 * PER_SECOND, i)
                        .isGreaterThanOrEqualTo(1_500);
            }
            assertThat(get("/api/v1/commands?actor=ingest-service&limit=1").<String>path("[0].reason"))
                    .contains("(" + REQUESTS_EACH + " requests)");
        }
    }

    private static double metric(String name) {
        return get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(0);
    }
}
