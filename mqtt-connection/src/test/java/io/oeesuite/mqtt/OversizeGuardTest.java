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
            new OversizeGuard(LIMIT, (topic, packetId, qos) -> oversize.add(topic + " " + packetId + " " + qos)),
            new MqttDecoder(LIMIT));

    @Test
    void aMessageAboveTheLimitIsNamedBeforeAllOfItIsThere() {
        ByteBuf bytes = bytes(LIMIT);

        channel.writeInbound(bytes.readRetainedSlice(200));

        assertThat(oversize).containsExactly("plant/a 7 1");
        assertThat(channel.<Object>readInbound()).isNull();
        bytes.release();
    }

    @Test
    void whatComesAroundItPassesHoweverTheBytesArriveInPieces() {
        ByteBuf stream = Unpooled.wrappedBuffer(bytes(3), bytes(LIMIT), bytes(5), bytes(5 * LIMIT), bytes(LIMIT - 50));
        for (int piece = 1; piece < 700; piece = piece * 3 + 1) {
            ByteBuf copy = stream.copy();
            while (copy.isReadable()) {
                channel.writeInbound(copy.readRetainedSlice(Math.min(piece, copy.readableBytes())));
            }
            copy.release();

            assertThat(List.of(payload(), payload(), payload()))
                    .as("pieces of %d", piece)
                    .containsExactly(3, 5, LIMIT - 50);
            assertThat(oversize).containsExactly("plant/a 7 1", "plant/a 7 1");
            oversize.clear();
        }
        stream.release();
    }

    private int payload() {
        MqttPublishMessage message = channel.readInbound();
        try {
            return message.payload().readableBytes();
        } finally {
            message.release();
        }
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
