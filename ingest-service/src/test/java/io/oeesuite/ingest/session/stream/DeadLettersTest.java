package io.oeesuite.ingest.session.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugEncoder;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLettersTest {
    private static final List<String> TOPICS = List.of(
            "spBv1.0/Plant/NBIRTH/edge_A",
            "spBv1.0/Plant/NDATA/edge_A",
            "spBv1.0/Plant/NDEATH/edge_A",
            "spBv1.0/Plant/DBIRTH/edge_A/D1",
            "spBv1.0/Plant/DDATA/edge_A/D1",
            "spBv1.0/Plant/DDEATH/edge_A/D1");

    private final SessionDriver session = new SessionDriver();
    private final TestEdge edge = TestEdge.edgeA();

    @AfterEach
    void close() {
        session.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void tenThousandRandomByteStringsAreDeadLettersAndNothingElseHappens() {
        Random random = new Random(20261120);
        session.receive(edge.nbirth(), edge.dbirth("D1"));
        session.events();
        session.births();

        for (int count = 0; count < 10_000; count++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            session.receive(TOPICS.get(count % TOPICS.size()), noise);
        }
        session.silence(Duration.ofSeconds(5));

        assertThat(session.deadLetters())
                .hasSize(10_000)
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo("malformed-payload"));
        assertThat(session.events()).isEmpty();
        assertThat(session.births()).isEmpty();
        assertThat(session.rebirths()).isEmpty();
        assertThat(session.receive(edge.ddata("D1", 1)).events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spBv1.0/Plant/NDATA",
                "spBv1.0/Plant/NONSENSE/edge_A",
                "spBv1.0/Plant/DDATA/edge_A",
                "spBv1.0/Plant/NDATA/edge_A/D1",
                "spBv1.0//NDATA/edge_A",
                "some/other/topic",
                ""
            })
    void aMalformedTopicIsADeadLetterWithItsBytes(String topic) {
        session.receive(topic, utf8("whatever"));

        assertThat(session.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("malformed-topic");
            assertThat(letter.mqttTopic()).isEqualTo(topic);
        });
    }

    @Test
    void aRecordWithoutHeadersIsADeadLetter() {
        session.receive(new RecordHeaders(), null);

        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("malformed-topic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spBv1.0/STATE/PRIMARY-HOST",
                "spBv1.0/Plant/NCMD/edge_A",
                "spBv1.0/Plant/DCMD/edge_A/D1",
                "iotflow/system/health"
            })
    void whatSaysNothingOfMachinesIsIgnored(String topic) {
        session.receive(topic, utf8("{\"online\":true}"));

        assertThat(session.deadLetters()).isEmpty();
        assertThat(session.events()).isEmpty();
    }

    @Test
    void aRetainedBirthIsADeadLetter() {
        session.receive(edge.nbirth());
        session.events();

        session.receive(edge.nbirth().topic(), edge.nbirth().payload(), true);

        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::reason)
                .containsExactly("retained");
    }

    @Test
    void aPayloadWithoutATimeIsMalformed() {
        session.receive(edge.nbirth());

        session.receive(
                "spBv1.0/Plant/NDATA/edge_A",
                SparkplugEncoder.encode(new Payload(
                        java.util.OptionalLong.empty(),
                        List.of(),
                        java.util.OptionalInt.of(1),
                        java.util.Optional.empty(),
                        io.oeesuite.sparkplug.Bytes.EMPTY)));

        assertThat(session.deadLetters())
                .extracting(SessionDriver.DeadLetter::detail)
                .containsExactly("NDATA without timestamp");
    }
}
