package io.oeesuite.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** PUBACK packets for one write: four bytes each, and one TLS record for many. On the event loop only. */
final class PubackBatch {
    private static final int TYPE = 0x40;
    private static final int REMAINING_LENGTH = 2;
    private static final int PACKET_BYTES = 4;
    private static final int USUAL_PACKETS = 256;

    private final ChannelHandlerContext channel;
    private ByteBuf packets;

    PubackBatch(ChannelHandlerContext channel) {
        this.channel = channel;
    }

    void add(int packetId) {
        if (packets == null) {
            packets = channel.alloc().buffer(USUAL_PACKETS * PACKET_BYTES);
        }
        packets.writeByte(TYPE).writeByte(REMAINING_LENGTH).writeShort(packetId);
    }

    void send() {
        channel.writeAndFlush(packets, channel.voidPromise());
        packets = null;
    }
}
