package io.oeesuite.ingest.receive;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.HostHealth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatTest {
    private final Clock clock = Clock.fixed(Instant.ofEpochMilli(42), ZoneOffset.UTC);
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private final List<Runnable> unanswered = new ArrayList<>();
    private final Heartbeat heartbeat =
            new Heartbeat("analytics_INGEST-1", clock, () -> true, () -> 7, (record, done) -> {
                sent.add(record);
                unanswered.add(done);
            });

    @AfterEach
    void close() {
        heartbeat.close();
    }

    @Test
    void itSaysWhoStoresAndWhetherMessagesCome() throws InvalidProtocolBufferException {
        heartbeat.beat();

        assertThat(sent).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("oee.host-health.v1");
            assertThat(new String(record.key(), UTF_8)).isEqualTo("analytics_INGEST-1");
        });
        assertThat(HostHealth.parseFrom(sent.getFirst().value()))
                .isEqualTo(HostHealth.newBuilder()
                        .setService("ingest-service")
                        .setClientId("analytics_INGEST-1")
                        .setTimeMs(42)
                        .setMqttConnected(true)
                        .setInFlight(7)
                        .build());
    }

    @Test
    void whileKafkaDoesNotAnswerNoneQueueUp() {
        heartbeat.beat();
        heartbeat.beat();
        assertThat(sent).hasSize(1);

        unanswered.getFirst().run();
        heartbeat.beat();

        assertThat(sent).hasSize(2);
    }
}
