package io.oeesuite.systemtests.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What cannot be understood is kept where somebody can look at it, and disturbs nobody. */
@WithSuite
class GarbageTest {
    private static final int STRINGS = 10_000;
    private static final int LONGEST = 200;
    private static final String NODE = "edge_GARBAGE";
    private static final List<String> TOPICS = List.of(
            "spBv1.0/GARBAGE/NBIRTH/" + NODE,
            "spBv1.0/GARBAGE/NDATA/" + NODE,
            "spBv1.0/GARBAGE/DBIRTH/" + NODE + "/PRESS",
            "spBv1.0/GARBAGE/DDATA/" + NODE + "/PRESS");

    @Test
    void tenThousandRandomByteStringsEndAsDeadLettersAndNothingElseHappens(Suite suite) throws Exception {
        var random = new Random(20_261_120);
        // the first byte is a tag of wire type 7, which protobuf does not have: no chance makes a payload of it
        var sent = IntStream.range(0, STRINGS).mapToObj(_ -> random(random)).toList();

        try (var edge = suite.edge("GARBAGE", NODE)) {
            for (int i = 0; i < STRINGS; i++) {
                edge.raw(TOPICS.get(i % TOPICS.size()), sent.get(i));
            }
        }

        var letters = deadLetters(suite);
        assertThat(letters.stream().map(letter -> HexFormat.of().formatHex(letter.value())))
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(HexFormat.of()::formatHex).toList());
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("malformed-payload");
            assertThat(header(letter, DeadLetterHeaders.DETAIL)).isNotBlank();
        });
        assertThat(suite.ingest().isReady()).isTrue();
        given().baseUri(suite.analytics().http("").toString())
                .queryParam("equipment", "GARBAGE")
                .queryParam("from", Instant.now().minusSeconds(60).toString())
                .queryParam("to", Instant.now().toString())
                .get("/api/v1/oee")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    private static byte[] random(Random random) {
        var bytes = new byte[1 + random.nextInt(LONGEST)];
        random.nextBytes(bytes);
        bytes[0] |= 7;
        return bytes;
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(Suite suite) {
        var found = new HashMap<Long, ConsumerRecord<byte[], byte[]>>();
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        try (var consumer = consumer(suite)) {
            consumer.subscribe(Set.of(Topic.DEAD_LETTERS.topicName()));
            while (found.size() < STRINGS && Instant.now().isBefore(deadline)) {
                for (var letter : consumer.poll(Duration.ofMillis(200))) {
                    if (header(letter, DeadLetterHeaders.MQTT_TOPIC).startsWith("spBv1.0/GARBAGE/")) {
                        found.put(letter.offset(), letter);
                    }
                }
            }
        }
        return found.values().stream().collect(Collectors.toList());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Suite suite) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        suite.stack().kafkaBootstrap(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "garbage-test",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
