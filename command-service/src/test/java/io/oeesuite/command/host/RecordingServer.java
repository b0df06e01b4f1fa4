package io.oeesuite.command.host;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.oeesuite.localstack.Completed;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An MQTT server that only writes down what a client sends, packet by packet; a broker would hide the order and the flags. Grants and acknowledges everything. */
final class RecordingServer implements AutoCloseable {
    private final List<Packet> packets = new CopyOnWriteArrayList<>();
    private final MqttServer server;
    private volatile Optional<MqttEndpoint> client = Optional.empty();

    /** What came. */
    sealed interface Packet {
        record Connect(
                String clientId,
                int protocolVersion,
                boolean cleanSession,
                String willTopic,
                String will,
                int willQos,
                boolean willRetain)
                implements Packet {}

        record Subscribe(List<String> filters) implements Packet {}

        record Publish(String topic, String text, int qos, boolean retain) implements Packet {}

        record Disconnect() implements Packet {}

        /** The socket was closed. */
        record End() implements Packet {}
    }

    private RecordingServer(MqttServer server) {
        this.server = server;
    }

    static RecordingServer start(Vertx vertx) {
        var recording = new RecordingServer(
                MqttServer.create(vertx, new MqttServerOptions().setPort(0).setHost("localhost")));
        recording.server.endpointHandler(recording::connected);
        Completed.of(recording.server.listen().toCompletionStage());
        return recording;
    }

    int port() {
        return server.actualPort();
    }

    List<Packet> packets() {
        return List.copyOf(packets);
    }

    <P extends Packet> List<P> packets(Class<P> kind) {
        return packets.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Says something to the client. */
    void say(String topic, String text) {
        client.orElseThrow()
                .publish(topic, io.vertx.core.buffer.Buffer.buffer(text), MqttQoS.AT_LEAST_ONCE, false, false);
    }

    @Override
    public void close() {
        Completed.of(server.close().toCompletionStage());
    }

    private void connected(MqttEndpoint endpoint) {
        packets.add(new Packet.Connect(
                endpoint.clientIdentifier(),
                endpoint.protocolVersion(),
                endpoint.isCleanSession(),
                endpoint.will().getWillTopic(),
                new String(endpoint.will().getWillMessageBytes(), UTF_8),
                endpoint.will().getWillQos(),
                endpoint.will().isWillRetain()));
        endpoint.subscribeHandler(asked -> subscribed(endpoint, asked));
        endpoint.publishHandler(message -> published(endpoint, message));
        endpoint.disconnectHandler(left -> packets.add(new Packet.Disconnect()));
        endpoint.closeHandler(closed -> packets.add(new Packet.End()));
        client = Optional.of(endpoint);
        endpoint.accept(false);
    }

    private void subscribed(MqttEndpoint endpoint, MqttSubscribeMessage asked) {
        packets.add(new Packet.Subscribe(asked.topicSubscriptions().stream()
                .map(subscription -> subscription.topicName())
                .toList()));
        endpoint.subscribeAcknowledge(
                asked.messageId(),
                asked.topicSubscriptions().stream()
                        .map(subscription -> subscription.qualityOfService())
                        .toList());
    }

    private void published(MqttEndpoint endpoint, MqttPublishMessage message) {
        packets.add(new Packet.Publish(
                message.topicName(),
                message.payload().toString(UTF_8),
                message.qosLevel().value(),
                message.isRetain()));
        if (message.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            endpoint.publishAcknowledge(message.messageId());
        }
    }
}
