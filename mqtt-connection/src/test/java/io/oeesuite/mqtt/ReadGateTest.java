package io.oeesuite.mqtt;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;

import static org.assertj.core.api.Assertions.assertThat;

class ReadGateTest {
    private int reads;
    private final ReadGate gate = new ReadGate(() -> reads++);
    private final EmbeddedChannel channel = new EmbeddedChannel(gate);

    @Test
    void openItLetsEverythingThrough() {
        channel.writeInbound(message("a"), MqttMessage.PINGRESP);

        assertThat(topic(channel.readInbound())).isEqualTo("a");
        assertThat(channel.<Object>readInbound()).isSameAs(MqttMessage.PINGRESP);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void closedItStopsReadingAndHoldsMessagesButNoOtherPackets() {
        gate.setOpen(false);

        channel.writeInbound(message("a"), MqttMessage.PINGRESP, message("b"));

        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(channel.<Object>readInbound()).isSameAs(MqttMessage.PINGRESP);
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void openedAgainItGivesOutWhatItHeldInOrder() {
        gate.setOpen(false);
        channel.writeInbound(message("a"), message("b"));

        gate.setOpen(true);
        channel.runPendingTasks();
        channel.writeInbound(message("c"));

        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(topic(channel.readInbound())).isEqualTo("a");
        assertThat(topic(channel.readInbound())).isEqualTo("b");
        assertThat(topic(channel.readInbound())).isEqualTo("c");
    }

    @Test
    void closedAgainBeforeItWasEmptyItKeepsTheRest() {
        gate.setOpen(false);
        channel.writeInbound(message("a"), message("b"));
        gate.setOpen(true);
        gate.setOpen(false);

        channel.runPendingTasks();

        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void whatItHeldIsReleasedWithTheConnection() {
        gate.setOpen(false);
        MqttPublishMessage message = message("a");
        channel.writeInbound(message);

        channel.close();

        assertThat(message.refCnt()).isZero();
    }

    private static MqttPublishMessage message(String topic) {
        return MqttMessageBuilders.publish()
                .topicName(topic)
                .messageId(1)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .payload(Unpooled.copiedBuffer("x", StandardCharsets.UTF_8))
                .build();
    }

    private static String topic(MqttPublishMessage message) {
        return message.variableHeader().topicName();
    }
}
