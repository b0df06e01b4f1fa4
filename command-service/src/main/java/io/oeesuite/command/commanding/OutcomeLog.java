package io.oeesuite.command.commanding;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/**
 * What becomes of commands, written by the replica that is the host, in transactions that all replicas share an id of: taking the log over shuts the one before out, so that
 * only one at a time can say that it sends. Used by one thread.
 */
final class OutcomeLog implements AutoCloseable {
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final String hostId;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    /** Another replica has taken over. */
    static final class ShutOut extends Exception {
        private static final long serialVersionUID = 1L;

        ShutOut(KafkaException cause) {
            super("another replica has taken over", cause);
        }
    }

    /** @param producers transactional, all with the same id */
    OutcomeLog(String hostId, Supplier<Producer<byte[], byte[]>> producers) {
        this.hostId = hostId;
        this.producers = producers;
    }

    /** The one of all replicas with this host id. */
    static OutcomeLog of(KafkaClients kafka, String hostId) {
        return new OutcomeLog(
                hostId,
                () -> kafka.producer(Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "command-service." + hostId,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "outcomes",
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        TRANSACTION_TIMEOUT_MS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        TRANSACTION_TIMEOUT_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        TRANSACTION_TIMEOUT_MS / 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        TRANSACTION_TIMEOUT_MS,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0)));
    }

    /** Shuts out whoever wrote before. @throws KafkaException when Kafka does not answer; try again */
    void takeOver() {
        close();
        Producer<byte[], byte[]> taken = producers.get();
        producer = Optional.of(taken);
        taken.initTransactions();
    }

    /**
     * Writes all or none.
     *
     * @throws ShutOut when another replica has taken over: nothing was written
     * @throws KafkaException when nobody knows whether it was written; {@link #takeOver} and a look into the log tell
     */
    void write(List<CommandOutcome> outcomes) throws ShutOut {
        Producer<byte[], byte[]> open =
                producer.orElseThrow(() -> new IllegalStateException("the log was not taken over"));
        try {
            open.beginTransaction();
            outcomes.forEach(outcome -> open.send(entry(outcome, hostId)));
            open.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException fenced) {
            throw new ShutOut(fenced);
        }
    }

    @Override
    public void close() {
        producer.ifPresent(open -> open.close(CLOSE_LIMIT));
        producer = Optional.empty();
    }

    static ProducerRecord<byte[], byte[]> entry(CommandOutcome outcome, String hostId) {
        String key = SourceId.of(outcome.getGroup(), outcome.getNode(), outcome.getDevice())
                .toString();
        return new ProducerRecord<>(
                Topic.COMMAND_OUTCOMES.topicName(),
                key.getBytes(StandardCharsets.UTF_8),
                outcome.toBuilder().setHostId(hostId).build().toByteArray());
    }
}
