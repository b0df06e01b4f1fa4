package io.oeesuite.mqtt;

import org.junit.jupiter.api.Test;

import io.netty.channel.ChannelPipeline;
import io.vertx.mqtt.MqttClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is taken for granted about the inside of the Vert.x MQTT client. */
class ClientSocketTest {
    @Test
    void aConnectedClientHasASocketWithADecoderInFrontOfIt() {
        MqttClient client = MqttClient.create(RealBroker.VERTX);
        var connected = client.connect(RealBroker.STACK.mqttPlainPort(), "localhost");
        await().atMost(RecordingListener.PATIENCE).until(connected::isComplete);

        ChannelPipeline pipeline = ClientSocket.of(client).pipeline();

        assertThat(pipeline.names()).containsSubsequence("mqttDecoder", "handler");
        client.disconnect();
    }
}
