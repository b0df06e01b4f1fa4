package io.oeesuite.analytics;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.oeesuite.analytics.LedgerMother.interval;
import static org.awaitility.Awaitility.await;

/** What a test says through Kafka and asks over REST. */
public final class Plant implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaTopicWriter kafka;

    public Plant(String kafkaBootstrap) {
        kafka = new KafkaTopicWriter(kafkaBootstrap);
    }

    public KafkaTopicWriter kafka() {
        return kafka;
    }

    /** Sends changes and returns when all of them can be asked for. */
    public void knows(LedgerChange... changes) {
        knows(List.of(changes));
    }

    public void knows(List<LedgerChange> changes) {
        // the marks come after the changes of their machine in the same partition: what they say is visible when those
        // are
        List<String> machines =
                changes.stream().map(LedgerChange::getEquipment).distinct().toList();
        long number = System.nanoTime() % 1_000_000_000L;
        kafka.ledger(Stream.concat(changes.stream(), machines.stream().map(machine -> mark(machine, number)))
                .toList());
        machines.forEach(machine -> await().atMost(PATIENCE)
                .until(
                        () -> oee(machine, "1999-01-01T00:00:00Z", "2000-02-01T00:00:00Z"),
                        answer ->
                                answer.statusCode() == 200 && answer.jsonPath().getLong("ledger.setupMs") == number));
    }

    public Response oee(String equipment, String from, String to) {
        return get("oee?equipment=" + equipment + "&from=" + from + "&to=" + to);
    }

    /** @param question what follows {@code /api/v1/} */
    public Response get(String question) {
        return ask().get("/api/v1/" + question);
    }

    /** With numbers as JSON has them. */
    public static RequestSpecification ask() {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .config(RestAssured.config()
                        .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)));
    }

    @Override
    public void close() {
        kafka.close();
    }

    /** Long ago, a set-up of so many milliseconds. */
    private static LedgerChange mark(String machine, long ms) {
        long start = LedgerMother.ms("2000-01-01T00:00:00Z");
        return LedgerChange.newBuilder()
                .setEquipment(machine)
                .setFromMs(start)
                .setToMs(start + 1_000_000_000)
                .addIntervals(interval("2000-01-01T00:00:00Z", LedgerBucket.LEDGER_BUCKET_SETUP)
                        .setToMs(start + ms))
                .build();
    }
}
