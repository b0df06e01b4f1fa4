package io.oeesuite.mqtt;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;

import static org.assertj.core.api.Assertions.assertThat;

class OversizeGuardTest {
    private static final int LIMIT = 1000;

    private final List<String> oversize = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new MqttDecoder(LIMIT),
            new OversizeGuard((topic, packetId, qos) -> oversize.add(topic + " " + packetId + " " + qos)));

    @Test
    void aMessageAboveTheLimitIsNamedBeforeAllOfItIsThere() {
        ByteBuf bytes = bytes(LIMIT);

        channel.writeInbound(bytes.readRetainedSlice(200));

        assertThat(oversize).containsExactly("plant/a 7 1");
        assertThat(channel.<Object>readInbound()).isNull();
        bytes.release();
    }

    @Test
    void smallerMessagesPass() {
        channel.writeInbound(bytes(LIMIT - 50));

        MqttPublishMessage message = channel.readInbound();
        assertThat(message.payload().readableBytes()).isEqualTo(LIMIT - 50);
        assertThat(oversize).isEmpty();
        message.release();
    }

    private static ByteBuf bytes(int payload) {
        var encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
        encoder.writeOutbound(MqttMessageBuilders.publish()
                .topicName("plant/a")
                .messageId(7)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .payload(Unpooled.wrappedBuffer(new byte[payload]))
                .build());
        return encoder.readOutbound();
    }
}
