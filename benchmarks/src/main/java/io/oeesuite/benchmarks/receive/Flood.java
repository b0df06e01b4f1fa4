package io.oeesuite.benchmarks.receive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.vertx.core.Vertx;

/** Publishers that send Sparkplug data at QoS 1 as fast as the broker acknowledges, each with a number of messages under way. */
final class Flood implements ConnectionListener {
    private final String topic;
    private final byte[] payload;
    private final int window;
    private MqttConnection connection;

    private Flood(String clientId, byte[] payload, int window) {
        this.topic = "spBv1.0/BENCH/DDATA/" + clientId + "/MACHINE";
        this.payload = payload;
        this.window = window;
    }

    /** Arguments: how many messages each publisher has under way, then the publishers' client ids. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        int window = Integer.parseInt(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            var flood = new Flood(arguments[i], payload(), window);
            flood.connection = new MqttConnection(vertx, settings(arguments[i]), ConnectionOptions.defaults(), flood);
            flood.connection.start();
        }
    }

    private static MqttSettings settings(String clientId) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        String folder = environment.get("CERTS_DIR") + "/client_" + clientId;
        environment.put("MQTT_CERTFILE", folder + ".crt");
        environment.put("MQTT_KEYFILE", folder + ".key");
        environment.put("MQTT_CLIENT_ID", clientId);
        return MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), clientId);
    }

    @Override
    public void onConnected(BrokerAddress broker, boolean sessionPresent) {
        for (int i = 0; i < window; i++) {
            publish();
        }
    }

    @Override
    public void onMessage(InboundMessage message) {
        message.acknowledge();
    }

    private void publish() {
        connection.publish(topic, payload, 1, false).onSuccess(acknowledged -> publish());
    }

    /** What a machine says by exception: a few metrics, by alias. */
    private static byte[] payload() {
        List<Metric> metrics = List.of(
                Metric.of("count", DataType.INT64, 1_000_000).withAlias(1).withoutName(),
                Metric.of("speed", DataType.DOUBLE, 12.5).withAlias(2).withoutName(),
                Metric.of("state", DataType.INT32, 6).withAlias(3).withoutName(),
                Metric.of("temperature", DataType.FLOAT, 61.5).withAlias(4).withoutName(),
                Metric.of("order", "PO-2024-0815").withAlias(5).withoutName());
        return SparkplugEncoder.encode(Payload.of(1_725_000_000_000L, 7, metrics));
    }
}
