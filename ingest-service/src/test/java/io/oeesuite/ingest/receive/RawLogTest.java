package io.oeesuite.ingest.receive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.mqtt.InboundMessage;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

class RawLogTest {
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KafkaWatch watch = new KafkaWatch(System::nanoTime);
    private final List<InboundMessage> refused = new ArrayList<>();
    private final RawLog log = new RawLog(
            () -> kafka,
            new RawRecords(new RawKey("iotflow"), "analytics_INGEST-0", () -> 1_700_000_000_123L),
            Tracing.OFF,
            watch,
            new ReceiveMeters(registry),
            (message, cause) -> refused.add(message));

    @BeforeEach
    void open() {
        log.open();
    }

    @Test
    void aRecordSaysWhatCameWhereAndWhen() {
        log.store(new FakeMessage("spBv1.0/G/DDATA/N/D", "payload", true));

        ProducerRecord<byte[], byte[]> record = kafka.history().getFirst();
        assertThat(record.topic()).isEqualTo("oee.raw.v1");
        assertThat(text(record.key())).isEqualTo("G/N");
        assertThat(text(record.value())).isEqualTo("payload");
        assertThat(record.timestamp()).isNull();
        assertThat(headers(record))
                .isEqualTo(Map.of(
                        "mqtt.topic", "spBv1.0/G/DDATA/N/D",
                        "mqtt.qos", "1",
                        "mqtt.retained", "1",
                        "mqtt.receiver", "analytics_INGEST-0",
                        "receive.time", "1700000000123"));
    }

    @Test
    void aMessageIsAcknowledgedOnlyWhenKafkaHasIt() {
        var message = FakeMessage.of("a");
        log.store(message);
        assertThat(message.acknowledgements).isZero();
        assertThat(watch.outstanding()).isOne();

        kafka.completeNext();

        assertThat(message.acknowledgements).isOne();
        assertThat(watch.outstanding()).isZero();
        assertThat(registry.get("oee.receive.stored").timer().count()).isOne();
    }

    @Test
    void aMessageThatKafkaRefusesIsNotAcknowledged() {
        var message = FakeMessage.of("a");
        log.store(message);

        kafka.errorNext(new TopicAuthorizationException("not allowed"));

        assertThat(message.acknowledgements).isZero();
        assertThat(refused).containsExactly(message);
        assertThat(watch.complaint(Duration.ofSeconds(10))).hasValue("not allowed");
    }

    @Test
    void aProducerThatThrowsRefusesToo() {
        var message = FakeMessage.of("a");
        kafka.sendException = new IllegalStateException("closed");

        log.store(message);

        assertThat(refused).containsExactly(message);
    }

    @Test
    void aMessageThatIsTooLargeForKafkaBecomesADeadLetter() {
        var message = FakeMessage.of("a");
        log.store(message);
        kafka.errorNext(new RecordTooLargeException("2000000 bytes are too many"));

        ProducerRecord<byte[], byte[]> letter = kafka.history().getLast();
        assertThat(letter.topic()).isEqualTo("oee.dead-letters.v1");
        assertThat(headers(letter))
                .containsEntry("reason", "too-large")
                .containsEntry("mqtt.topic", message.topic())
                .hasEntrySatisfying("detail", detail -> assertThat(detail).contains("2000000 bytes"));
        assertThat(message.acknowledgements).isZero();

        kafka.completeNext();
        assertThat(message.acknowledgements).isOne();
        assertThat(refused).isEmpty();
    }

    @Test
    void aMessageTooLargeToBeTakenInIsAcknowledgedWhenItIsNoted() {
        var message = FakeMessage.of("");
        log.noteOversize(message, 1000);

        assertThat(headers(kafka.history().getFirst()))
                .containsEntry("reason", "too-large")
                .containsEntry("mqtt.topic", "spBv1.0/G/NDATA/N");
        assertThat(message.acknowledgements).isZero();

        kafka.completeNext();
        assertThat(message.acknowledgements).isOne();
    }

    @Test
    void aNoteThatKafkaRefusesHasTheMessageSentAgain() {
        var message = FakeMessage.of("");
        log.noteOversize(message, 1000);

        kafka.errorNext(new TopicAuthorizationException("not allowed"));

        assertThat(message.acknowledgements).isZero();
        assertThat(refused).containsExactly(message);
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(toMap(header -> header.key(), header -> text(header.value())));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
