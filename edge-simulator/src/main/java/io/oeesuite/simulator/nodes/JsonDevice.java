package io.oeesuite.simulator.nodes;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Will;
import io.oeesuite.simulator.machine.SimulatedLine;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.sparkplug.ArrayValue;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.StringValue;
import io.oeesuite.sparkplug.UnsignedValue;
import io.oeesuite.sparkplug.Value;
import io.oeesuite.sparkplug.WireValue;
import io.vertx.core.Vertx;

/**
 * A device that speaks JSON: publishes what has changed as {@code BASE/devices/ID/telemetry/metrics}, {@code {"timestamp":ms,"metrics":{name:value}}}, at QoS 1,
 * and its presence as {@code status/online} and {@code status/offline}. It keeps nothing: what it reads without a connection is lost, as with most such devices.
 * Used on one thread.
 */
final class JsonDevice implements ConnectionListener {

    private static final Logger LOG = Logger.getLogger(JsonDevice.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QOS = 1;

    private final String id;
    private final String topics;
    private final SimulatedLine line;
    private final MqttConnection connection;
    private final Map<String, Value> told = new HashMap<>();
    private volatile boolean tellAll = true;

    JsonDevice(String base, String id, SimulatedLine line, MqttSettings mqtt, Vertx vertx) {
        this.id = id;
        this.line = line;
        topics = base + "/devices/" + id + '/';
        byte[] offline = status("offline");
        connection = new MqttConnection(
                vertx,
                mqtt,
                ConnectionOptions.defaults()
                        .withWill(() -> Optional.of(Will.of(topics + "status/offline", offline, QOS, false))),
                this);
        connection.start();
    }

    /** Plays what has happened since the last time. */
    void tick(long now) {
        if (tellAll) {
            tellAll = false;
            told.clear();
        }
        String machine = line.spec().machines().getFirst().id();
        for (Reading reading : line.playTo(now)) {
            if (reading.device().equals(Optional.of(machine))) {
                tell(reading);
            }
        }
    }

    private void tell(Reading reading) {
        Map<String, Object> news = new LinkedHashMap<>();
        for (Metric metric : reading.metrics()) {
            String name = metric.name().orElseThrow();
            Value value = metric.value().orElseThrow();
            if (!value.equals(told.put(name, value))) {
                news.put(name, plain(value));
            }
        }
        if (!news.isEmpty()) {
            long time = reading.metrics().getFirst().timestamp().orElseThrow();
            publish("telemetry/metrics", bytes(Map.of("timestamp", time, "metrics", news)));
        }
    }

    private static Object plain(Value value) {
        return switch (value) {
            case LongValue(long number) -> number;
            case DoubleValue(double number) -> number;
            case StringValue(String text) -> text;
            case WireValue _, UnsignedValue _, ArrayValue _ ->
                throw new IllegalStateException("A machine has no metric like " + value);
        };
    }

    private void publish(String topic, byte[] payload) {
        connection
                .publish(topics + topic, payload, QOS, false)
                .onFailure(lost -> LOG.debugf("Not delivered device=%s: %s", id, lost.getMessage()));
    }

    @Override
    public void onConnected(BrokerAddress broker, boolean sessionPresent) {
        LOG.infof("JSON device connected device=%s broker=%s", id, broker);
        tellAll = true;
        publish("status/online", status("online"));
    }

    @Override
    public void onMessage(InboundMessage message) {
        message.acknowledge();
    }

    void close() {
        publish("status/offline", status("offline"));
        connection.stop().toCompletionStage().toCompletableFuture().join();
    }

    private static byte[] status(String status) {
        return bytes(Map.of("status", status, "timestamp", System.currentTimeMillis()));
    }

    private static byte[] bytes(Map<String, Object> content) {
        try {
            return JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
