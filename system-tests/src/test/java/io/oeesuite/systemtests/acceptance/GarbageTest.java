package io.oeesuite.systemtests.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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
            "spBv1.0/GARBAGE/DDATA/" + NODE + "/PRESS",
            "spBv1.0/GARBAGE/DDEATH/" + NODE + "/PRESS",
            "spBv1.0/GARBAGE/NDEATH/" + NODE);

    @Test
    void tenThousandRandomByteStringsEndAsDeadLettersAndNothingElseHappens(Suite suite) throws Exception {
        var random = new Random(20_261_120);
        var sent = IntStream.range(0, STRINGS).mapToObj(_ -> random(random)).toList();

        try (var edge = suite.edge("GARBAGE", NODE)) {
            for (int i = 0; i < STRINGS; i++) {
                edge.raw(TOPICS.get(i % TOPICS.size()), sent.get(i));
            }
        }

        await().atMost(Duration.ofSeconds(120)).until(() -> suite.log().isAllProcessed());
        var letters = suite.log().read(Topic.DEAD_LETTERS, _ -> true).stream()
                .filter(letter -> header(letter, DeadLetterHeaders.MQTT_TOPIC).startsWith("spBv1.0/GARBAGE/"))
                .toList();
        assertThat(letters.stream().map(letter -> HexFormat.of().formatHex(letter.value())))
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(HexFormat.of()::formatHex).toList());
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("malformed-payload");
            assertThat(header(letter, DeadLetterHeaders.DETAIL)).isNotBlank();
        });
        for (Topic topic : List.of(Topic.EVENTS, Topic.BIRTHS, Topic.REBIRTH_REQUESTS)) {
            assertThat(suite.log().read(topic, key -> key.startsWith("GARBAGE/")))
                    .as(topic.topicName())
                    .isEmpty();
        }
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
        return bytes;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
