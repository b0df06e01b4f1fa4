package io.oeesuite.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;

/**
 * Catches messages above the size limit before the client treats them as a broken connection.
 *
 * <p>Without it the connection would end unacknowledged, the broker would send the message again, and so for ever.
 */
final class OversizeGuard extends ChannelInboundHandlerAdapter {
    /** Learns of an oversize message. */
    interface OnOversize {
        void accept(String topic, int packetId, int qos);
    }

    private final OnOversize onOversize;

    OversizeGuard(OnOversize onOversize) {
        this.onOversize = onOversize;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        if (packet instanceof MqttMessage message
                && message.decoderResult().cause() instanceof TooLongFrameException
                && message.variableHeader() instanceof MqttPublishVariableHeader header) {
            onOversize.accept(
                    header.topicName(),
                    header.packetId(),
                    message.fixedHeader().qosLevel().value());
            return;
        }
        context.fireChannelRead(packet);
    }
}
