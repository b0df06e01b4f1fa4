package io.oeesuite.simulator.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.oeesuite.sparkplug.Bytes;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;

/** Somebody else at the broker: hears everything of a group, with a bare MQTT client, and may say something too. */
public final class Witness implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final MqttClient client;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private Witness(String id) {
        client =
                MqttClient.create(vertx, new MqttClientOptions().setClientId(id).setCleanSession(true));
    }

    /** Listens to `spBv1.0/GROUP/#`, or to another filter. */
    public static Witness of(String filter) {
        Witness witness = new Witness("admin_WITNESS-" + System.nanoTime());
        witness.client.publishHandler(message -> witness.heard.add(new Heard(
                message.topicName(),
                Bytes.of(message.payload().getBytes()),
                message.qosLevel().value(),
                message.isRetain())));
        await(witness.client.connect(TestBroker.plainPort(), "127.0.0.1"));
        await(witness.client.subscribe(filter, 1));
        return witness;
    }

    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    public List<Heard> heard(String type) {
        return heard.stream()
                .filter(message -> message.topic().contains("/" + type + "/"))
                .toList();
    }

    public void awaitHeard(Predicate<List<Heard>> condition) {
        Awaitility.await().atMost(PATIENCE).until(() -> condition.test(heard()));
    }

    public void awaitHeard(String type, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> heard(type).size() >= count);
    }

    public void forget() {
        heard.clear();
    }

    public void say(String topic, byte[] payload, boolean retained) {
        await(client.publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, retained));
    }

    public void command(String topic, Metric metric) {
        say(topic, SparkplugEncoder.encode(Payload.withoutSeq(System.currentTimeMillis(), List.of(metric))), false);
    }

    public void state(String host, boolean online, long timestamp) {
        String json = "{\"online\":%s,\"timestamp\":%d}".formatted(online, timestamp);
        say("spBv1.0/STATE/" + host, json.getBytes(StandardCharsets.UTF_8), true);
    }

    @Override
    public void close() {
        await(client.disconnect());
        await(vertx.close());
    }

    private static <T> void await(Future<T> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** A message as it came. */
    public record Heard(String topic, Bytes bytes, int qos, boolean retained) {

        public Payload payload() {
            try {
                return new SparkplugDecoder().decode(bytes.toArray());
            } catch (MalformedPayloadException malformed) {
                throw new AssertionError(topic, malformed);
            }
        }
    }
}
