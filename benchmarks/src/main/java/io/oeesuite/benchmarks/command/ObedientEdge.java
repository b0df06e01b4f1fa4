package io.oeesuite.benchmarks.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SequenceNumber;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.oeesuite.sparkplug.SparkplugTopic;
import io.vertx.core.Vertx;

/** An edge node with one device that reports at once what it is told. */
final class ObedientEdge implements ConnectionListener, AutoCloseable {
    static final String GROUP = "BENCH";
    static final String NODE = "edge_BENCH";
    static final String DEVICE = "PRESS";
    static final String SPEED = "Command/MachSpeed";

    private final Vertx vertx = Vertx.vertx();
    private final SparkplugDecoder decoder = new SparkplugDecoder();
    private final MqttConnection connection;
    private int seq = SequenceNumber.MAX;

    ObedientEdge(Map<String, String> environment) {
        MqttSettings settings = MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), NODE);
        connection = new MqttConnection(vertx, settings, ConnectionOptions.defaults(), this);
        connection.subscribe(Subscription.required("spBv1.0/+/DCMD/" + NODE + "/#", 1));
    }

    void start() {
        connection.start();
    }

    /** Its births, also again. */
    void birth() throws ExecutionException, InterruptedException, TimeoutException {
        seq = SequenceNumber.MAX;
        say(
                SparkplugTopic.ofNode(GROUP, MessageType.NBIRTH, NODE),
                Metric.of("bdSeq", DataType.INT64, 0),
                Metric.of("Node Control/Rebirth", false));
        say(SparkplugTopic.ofDevice(GROUP, MessageType.DBIRTH, NODE, DEVICE), Metric.of(SPEED, DataType.DOUBLE, 0.0));
    }

    @Override
    public void onMessage(InboundMessage message) {
        message.acknowledge();
        try {
            Payload command = decoder.decode(message.payload());
            send(
                    SparkplugTopic.ofDevice(GROUP, MessageType.DDATA, NODE, DEVICE),
                    command.metrics().toArray(Metric[]::new));
        } catch (MalformedPayloadException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private void say(SparkplugTopic topic, Metric... metrics)
            throws ExecutionException, InterruptedException, TimeoutException {
        send(topic, metrics).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private synchronized io.vertx.core.Future<Integer> send(SparkplugTopic topic, Metric... metrics) {
        seq = SequenceNumber.next(seq);
        long nowMs = System.currentTimeMillis();
        List<Metric> timed = List.of(metrics).stream()
                .map(metric -> metric.withTimestamp(nowMs))
                .toList();
        return connection.publish(topic.toString(), SparkplugEncoder.encode(Payload.of(nowMs, seq, timed)), 1, false);
    }

    @Override
    public void close() {
        connection.stop().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
