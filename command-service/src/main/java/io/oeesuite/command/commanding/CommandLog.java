package io.oeesuite.command.commanding;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import io.oeesuite.command.host.HostConfig;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/** Writes what was accepted, and what people decided, on any replica. */
@ApplicationScoped
public class CommandLog implements CommandWriter {
    private static final int LIMIT_MS = 5_000;

    private final KafkaClients kafka;
    private final String hostId;
    private final Object groups = new Object();
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();
    private Optional<Producer<byte[], byte[]>> groupProducer = Optional.empty();

    CommandLog(KafkaClients kafka, HostConfig host) {
        this.kafka = kafka;
        this.hostId = host.id();
    }

    @Override
    public CompletableFuture<Void> write(Command command) {
        return send(entry(command));
    }

    @Override
    public void writeTogether(List<Command> parts) {
        synchronized (groups) {
            try {
                Producer<byte[], byte[]> open = groupProducer();
                open.beginTransaction();
                parts.forEach(part -> open.send(entry(part)));
                open.commitTransaction();
            } catch (KafkaException failure) {
                groupProducer.ifPresent(broken -> broken.close(Duration.ZERO));
                groupProducer = Optional.empty();
                throw failure;
            }
        }
    }

    @Override
    public CompletableFuture<Void> write(CommandOutcome decision) {
        return send(OutcomeLog.entry(decision, hostId));
    }

    private ProducerRecord<byte[], byte[]> entry(Command command) {
        String key = SourceId.of(command.getGroup(), command.getNode(), command.getDevice())
                .toString();
        return new ProducerRecord<>(
                Topic.COMMANDS.topicName(),
                key.getBytes(StandardCharsets.UTF_8),
                command.toBuilder().setHostId(hostId).build().toByteArray());
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

    private Producer<byte[], byte[]> groupProducer() {
        if (groupProducer.isEmpty()) {
            Producer<byte[], byte[]> made = kafka.producer(Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG, "group-commands",
                    // of this process only: nobody is shut out
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG, "group-commands." + hostId + "." + UUID.randomUUID(),
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, LIMIT_MS,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT_MS,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MS,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LIMIT_MS,
                    ProducerConfig.LINGER_MS_CONFIG, 0));
            groupProducer = Optional.of(made);
            made.initTransactions();
        }
        return groupProducer.get();
    }

    @PreDestroy
    void close() {
        synchronized (this) {
            producer.ifPresent(Producer::close);
        }
        synchronized (groups) {
            groupProducer.ifPresent(Producer::close);
        }
    }
}
