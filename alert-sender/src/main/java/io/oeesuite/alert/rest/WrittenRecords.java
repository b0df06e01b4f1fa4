package io.oeesuite.alert.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import io.oeesuite.alert.PatientProducer;
import io.oeesuite.contracts.Topic;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.startup.KafkaClients;

/** Writes what people say to Kafka, and waits until the service has read it back: who asks next sees it. */
@ApplicationScoped
class WrittenRecords {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);
    private static final long LOOK_MS = 20;

    private final KafkaClients kafka;
    private Optional<Producer<String, byte[]>> producer = Optional.empty();

    WrittenRecords(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /**
     * Returns when Kafka has it and it is seen here.
     *
     * @param value null deletes
     * @throws ProblemException when Kafka does not answer, or the service does not see it; it may yet come
     */
    void write(Topic topic, String key, byte[] value, BooleanSupplier seen) {
        try {
            producer()
                    .send(new ProducerRecord<>(topic.topicName(), key, value))
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!seen.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    throw new ProblemException(new Problem.NotSeenYet());
                }
                Thread.sleep(LOOK_MS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            throw new ProblemException(new Problem.Unavailable("Kafka"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Problem.Unavailable("The service"));
        }
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer.isEmpty()) {
            producer = Optional.of(PatientProducer.of(kafka, "alert-sender-rest", LIMIT));
        }
        return producer.get();
    }

    @PreDestroy
    synchronized void close() {
        producer.ifPresent(open -> open.close(PATIENCE_AT_THE_END));
    }
}
