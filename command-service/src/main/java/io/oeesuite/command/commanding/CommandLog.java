package io.oeesuite.command.commanding;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/** Writes what was accepted, and what people decided, on any replica. */
@ApplicationScoped
public class CommandLog {
    private static final int LIMIT_MS = 5_000;

    private final KafkaClients kafka;
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    CommandLog(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** Completes when Kafka has it for good. */
    public CompletableFuture<Void> write(Command command) {
        String key = SourceId.of(command.getGroup(), command.getNode(), command.getDevice())
                .toString();
        return send(new ProducerRecord<>(
                Topic.COMMANDS.topicName(), key.getBytes(StandardCharsets.UTF_8), command.toByteArray()));
    }

    /** Completes when Kafka has it for good. */
    CompletableFuture<Void> write(CommandOutcome decision) {
        return send(OutcomeLog.entry(decision));
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> entry) {
        var done = new CompletableFuture<Void>();
        try {
            producer().send(entry, (metadata, failure) -> {
                if (failure != null) {
                    done.completeExceptionally(failure);
                    return;
                }
                done.complete(null);
            });
        } catch (KafkaException failure) {
            done.completeExceptionally(failure);
        }
        return done;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer.isEmpty()) {
            producer = Optional.of(kafka.producer(Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG, "commands",
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT_MS,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MS,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LIMIT_MS,
                    ProducerConfig.LINGER_MS_CONFIG, 0)));
        }
        return producer.get();
    }

    @PreDestroy
    synchronized void close() {
        producer.ifPresent(Producer::close);
    }
}
