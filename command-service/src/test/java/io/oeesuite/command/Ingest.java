package io.oeesuite.command;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.HostHealth;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.contracts.Topic;

/** Says on Kafka what ingest-service would say. */
public final class Ingest implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean beating = true;

    public Ingest(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        heart.scheduleWithFixedDelay(this::beat, 0, 300, TimeUnit.MILLISECONDS);
    }

    public void fallSilent() {
        beating = false;
    }

    public void beatAgain() {
        beating = true;
    }

    /** What waited in Kafka while nobody could read it. */
    public void beatFrom(Instant past) {
        beatAt(past.toEpochMilli());
        producer.flush();
    }

    private void beat() {
        if (beating) {
            beatAt(System.currentTimeMillis());
        }
    }

    private void beatAt(long timeMs) {
        producer.send(new ProducerRecord<>(
                Topic.HOST_HEALTH.topicName(),
                null,
                timeMs,
                bytes("analytics_INGEST-0"),
                HostHealth.newBuilder()
                        .setService("ingest-service")
                        .setClientId("analytics_INGEST-0")
                        .setTimeMs(timeMs)
                        .setMqttConnected(true)
                        .build()
                        .toByteArray()));
    }

    /** A birth and the event of it. */
    public void born(String group, String node, String device, List<MetricValue> metrics) {
        long nowMs = System.currentTimeMillis();
        send(
                Topic.BIRTHS,
                group,
                node,
                device,
                birth(group, node, device, true, nowMs, metrics).toByteArray());
        send(
                Topic.EVENTS,
                group,
                node,
                device,
                event(group, node, device, EventKind.EVENT_KIND_BIRTH, nowMs, metrics)
                        .toByteArray());
    }

    public void said(String group, String node, String device, MetricValue... metrics) {
        send(
                Topic.EVENTS,
                group,
                node,
                device,
                event(group, node, device, EventKind.EVENT_KIND_DATA, System.currentTimeMillis(), List.of(metrics))
                        .toByteArray());
    }

    public void died(String group, String node, String device, List<MetricValue> metrics) {
        long nowMs = System.currentTimeMillis();
        send(
                Topic.BIRTHS,
                group,
                node,
                device,
                birth(group, node, device, false, nowMs, metrics).toByteArray());
        send(
                Topic.EVENTS,
                group,
                node,
                device,
                event(group, node, device, EventKind.EVENT_KIND_DEATH, nowMs, List.of())
                        .toByteArray());
    }

    public void wantsRebirth(String group, String node) {
        send(Topic.REBIRTH_REQUESTS, group, node, "", request(group, node));
    }

    /** Of each edge node as many requests, the nodes in turn; returns when Kafka has them. */
    public void wantsRebirths(String group, List<String> nodes, int each) {
        for (int i = 0; i < each; i++) {
            for (String node : nodes) {
                producer.send(new ProducerRecord<>(
                        Topic.REBIRTH_REQUESTS.topicName(), bytes(group + "/" + node), request(group, node)));
            }
        }
        producer.flush();
    }

    private static byte[] request(String group, String node) {
        return RebirthRequest.newBuilder()
                .setGroup(group)
                .setNode(node)
                .setCause(RebirthCause.REBIRTH_CAUSE_SEQUENCE_GAP)
                .setDetail("seq 17 expected, 21 received")
                .setTimeMs(System.currentTimeMillis())
                .build()
                .toByteArray();
    }

    public static Birth birth(
            String group, String node, String device, boolean online, long timeMs, List<MetricValue> metrics) {
        Birth.Builder birth = Birth.newBuilder()
                .setGroup(group)
                .setNode(node)
                .setDevice(device)
                .setBdSeq(0)
                .setBirthTimeMs(timeMs)
                .setReceiveTimeMs(timeMs)
                .setOnline(online)
                .setSinceMs(timeMs);
        for (MetricValue metric : metrics) {
            birth.addMetrics(BirthMetric.newBuilder()
                    .setName(metric.getName())
                    .setDatatype(metric.getDatatype())
                    .setValue(metric));
        }
        return birth.build();
    }

    public static MachineEvent event(
            String group, String node, String device, EventKind kind, long timeMs, List<MetricValue> metrics) {
        return MachineEvent.newBuilder()
                .setGroup(group)
                .setNode(node)
                .setDevice(device)
                .setKind(kind)
                .setEventTimeMs(timeMs)
                .setReceiveTimeMs(timeMs)
                .addAllMetrics(metrics)
                .build();
    }

    private void send(Topic topic, String group, String node, String device, byte[] value) {
        String key = device.isEmpty() ? group + "/" + node : group + "/" + node + "/" + device;
        try {
            producer.send(new ProducerRecord<>(topic.topicName(), bytes(key), value))
                    .get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        heart.shutdownNow();
        producer.close();
    }
}
