package io.oeesuite.alert.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.oeesuite.alert.deliver.DeliveryLog;
import io.oeesuite.alert.told.AlertBody;
import io.oeesuite.alert.told.AlertJson;
import io.oeesuite.contracts.Alert;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.mqtt.SendingMqttMessageMetadata;

/**
 * One alert after the other from Kafka to MQTT: each is acknowledged to Kafka when the broker has acknowledged it, and only then comes the next. Told again after a crash it says the same again.
 */
@ApplicationScoped
class AlertsToMqtt {
    private static final Logger LOG = Logger.getLogger(AlertsToMqtt.class);
    private static final byte[] CLEARED = new byte[0];

    private final MutinyEmitter<byte[]> mqtt;
    private final AlertJson json;
    private final DeliveryLog log;
    private final MeterRegistry registry;

    AlertsToMqtt(@Channel("mqtt") MutinyEmitter<byte[]> mqtt, AlertJson json, DeliveryLog log, MeterRegistry registry) {
        this.mqtt = mqtt;
        this.json = json;
        this.log = log;
        this.registry = registry;
    }

    @Incoming("alerts")
    CompletionStage<Void> show(Message<byte[]> record) {
        try {
            Alert alert = Alert.parseFrom(record.getPayload());
            RetainedAlert retained = RetainedAlert.after(alert);
            byte[] payload =
                    retained.shown().map(AlertBody::of).map(json::bytes).orElse(CLEARED);
            var metadata = new SendingMqttMessageMetadata(retained.topic(), MqttQoS.AT_LEAST_ONCE, true);
            return mqtt.sendMessage(Message.of(payload, Metadata.of(metadata)))
                    .subscribeAsCompletionStage()
                    .thenCompose(_ -> noted(alert))
                    .thenCompose(_ -> record.ack());
        } catch (InvalidProtocolBufferException | IllegalArgumentException unreadable) {
            registry.counter("oee.alert.unreadable.records").increment();
            LOG.warnf("An alert cannot be read and is left out: %s %s", where(record), unreadable.getMessage());
            return record.ack();
        }
    }

    /** That it cannot be noted is no reason to show it again. */
    private CompletionStage<Void> noted(Alert alert) {
        try {
            return log.shownOnMqtt(alert).exceptionally(failure -> unnoted(alert, failure));
        } catch (KafkaException failure) {
            return CompletableFuture.completedStage(unnoted(alert, failure));
        }
    }

    private static Void unnoted(Alert alert, Throwable failure) {
        LOG.warnf("The delivery log does not have an alert that MQTT shows: alert=%s %s", alert.getId(), failure);
        return null;
    }

    private static String where(Message<byte[]> record) {
        return record.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> "partition=" + metadata.getPartition() + " offset=" + metadata.getOffset())
                .orElse("");
    }
}
