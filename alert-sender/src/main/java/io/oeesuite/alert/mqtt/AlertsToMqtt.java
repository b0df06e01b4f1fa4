package io.oeesuite.alert.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.oeesuite.alert.channel.Channels;
import io.oeesuite.alert.deliver.DeliveryLog;
import io.oeesuite.alert.told.AlertJson;
import io.oeesuite.contracts.Alert;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.mqtt.SendingMqttMessageMetadata;

/**
 * One alert after the other from Kafka to MQTT: each is acknowledged to Kafka when the broker has acknowledged it, and only then comes the next. Told again after a crash it says the same again.
 */
@ApplicationScoped
class AlertsToMqtt {
    private static final Logger LOG = Logger.getLogger(AlertsToMqtt.class);

    private final MutinyEmitter<byte[]> mqtt;
    private final AlertJson json;
    private final DeliveryLog log;
    private final AlertPartitions partitions;
    private final RetainedPicture picture;
    private final Counter unreadable;
    /** When Kafka got the one that is being shown; 0 for none. */
    private final AtomicLong untoldMs = new AtomicLong();

    AlertsToMqtt(
            @Channel("mqtt") MutinyEmitter<byte[]> mqtt,
            AlertJson json,
            DeliveryLog log,
            @Identifier(AlertPartitions.NAME) AlertPartitions partitions,
            RetainedPicture picture,
            MeterRegistry registry) {
        this.mqtt = mqtt;
        this.json = json;
        this.log = log;
        this.partitions = partitions;
        this.picture = picture;
        this.unreadable = registry.counter("oee.alert.unreadable.records", "step", "mqtt");
        TimeGauge.builder("oee.alert.oldest.untold", this::oldestMs, TimeUnit.MILLISECONDS)
                .tag("channel", Channels.MQTT)
                .description("Age of the oldest that could not be told yet; 0 when there is none")
                .register(registry);
    }

    /** Age of the oldest alert that the broker has not acknowledged, milliseconds; 0 when there is none. */
    long oldestMs() {
        long since = untoldMs.get();
        return since == 0 ? 0 : Math.max(0, System.currentTimeMillis() - since);
    }

    @Incoming("alerts")
    CompletionStage<Void> show(Message<byte[]> record) {
        try {
            if (record.getPayload() == null) {
                return leftOut(record, "it has no value");
            }
            Alert alert = Alert.parseFrom(record.getPayload());
            return show(record, alert, RetainedAlert.after(alert));
        } catch (InvalidProtocolBufferException | IllegalArgumentException broken) {
            return leftOut(record, broken.getMessage());
        }
    }

    private CompletionStage<Void> show(Message<byte[]> record, Alert alert, RetainedAlert retained) {
        int begunIn = partitions.term();
        untoldMs.set(record.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> metadata.getTimestamp().toEpochMilli())
                .orElseGet(System::currentTimeMillis));
        byte[] payload = retained.payload(json);
        var metadata = new SendingMqttMessageMetadata(retained.topic(), MqttQoS.AT_LEAST_ONCE, true);
        return mqtt.sendMessage(Message.of(payload, Metadata.of(metadata)))
                .subscribeAsCompletionStage()
                .thenCompose(_ -> {
                    untoldMs.set(0);
                    if (partitions.term() != begunIn) {
                        // whoever has its partition now gets it again
                        return CompletableFuture.<Void>completedStage(null);
                    }
                    picture.isShown(retained.topic(), payload);
                    return noted(alert).thenCompose(_ -> record.ack());
                });
    }

    private CompletionStage<Void> leftOut(Message<byte[]> record, String why) {
        unreadable.increment();
        LOG.warnf("An alert cannot be read and is left out: %s %s", where(record), why);
        return record.ack();
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
