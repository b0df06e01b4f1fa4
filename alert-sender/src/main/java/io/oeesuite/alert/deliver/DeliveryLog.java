package io.oeesuite.alert.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.alert.PatientProducer;
import io.oeesuite.alert.channel.Channels;
import io.oeesuite.alert.told.AlertBody;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Delivery;
import io.oeesuite.contracts.DeliveryStatus;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.NotificationCause;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;

/** Writes down what became of notifications: {@code oee.deliveries.v1}, and the meter {@code oee.alert.deliveries}. Thread-safe. */
@ApplicationScoped
public class DeliveryLog {
    /** What was delivered is noted, however long Kafka is away. */
    private static final Duration PATIENCE = Duration.ofMillis(Integer.MAX_VALUE);

    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);

    private final KafkaClients kafka;
    private final MeterRegistry registry;
    private Optional<Producer<String, byte[]>> producer = Optional.empty();

    DeliveryLog(KafkaClients kafka, MeterRegistry registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /** @return completes when Kafka has it */
    public CompletionStage<Void> shownOnMqtt(Alert alert) {
        boolean resolved = alert.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED;
        return write(Delivery.newBuilder()
                .setNotificationId(alert.getId() + (resolved ? ":resolved:" : ":raised:") + Channels.MQTT)
                .setAlertId(alert.getId())
                .setEquipment(alert.getEquipment())
                .setRule(alert.getRule())
                .setChannel(Channels.MQTT)
                .setCause(
                        resolved
                                ? NotificationCause.NOTIFICATION_CAUSE_RESOLVED
                                : NotificationCause.NOTIFICATION_CAUSE_RAISED)
                .setStatus(DeliveryStatus.DELIVERY_STATUS_DELIVERED)
                .setAttempts(1));
    }

    /** @return completes when Kafka has it */
    CompletionStage<Void> write(Notification notification, DeliveryStatus status, int attempts, String detail) {
        return write(Delivery.newBuilder()
                .setNotificationId(notification.getId())
                .setAlertId(notification.getAlert().getId())
                .setEquipment(notification.getAlert().getEquipment())
                .setRule(notification.getAlert().getRule())
                .setChannel(notification.getChannel())
                .setCause(notification.getCause())
                .setStatus(status)
                .setAttempts(attempts)
                .setDetail(detail));
    }

    private CompletionStage<Void> write(Delivery.Builder draft) {
        Delivery delivery = draft.setTimeMs(System.currentTimeMillis()).build();
        registry.counter(
                        "oee.alert.deliveries",
                        "channel",
                        delivery.getChannel(),
                        "status",
                        AlertBody.word(delivery.getStatus().name(), "DELIVERY_STATUS_"))
                .increment();
        CompletableFuture<Void> written = new CompletableFuture<>();
        producer()
                .send(
                        new ProducerRecord<>(
                                Topic.DELIVERIES.topicName(), delivery.getChannel(), delivery.toByteArray()),
                        (_, failure) -> {
                            if (failure == null) {
                                written.complete(null);
                            } else {
                                written.completeExceptionally(failure);
                            }
                        });
        return written;
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer.isEmpty()) {
            producer = Optional.of(PatientProducer.of(kafka, "alert-sender-deliveries", PATIENCE));
        }
        return producer.get();
    }

    @PreDestroy
    synchronized void close() {
        producer.ifPresent(open -> open.close(PATIENCE_AT_THE_END));
    }
}
