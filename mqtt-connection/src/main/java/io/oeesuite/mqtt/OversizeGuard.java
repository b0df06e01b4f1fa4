package io.oeesuite.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.mqtt.MqttMessageType;

/**
 * Takes messages above the size limit out of the stream of bytes, before the client's decoder sees them; everything else passes as it is.
 *
 * <p>Without it the connection would end unacknowledged, the broker would send the message again, and so for ever. The payload is never kept.
 */
final class OversizeGuard extends ByteToMessageDecoder {
    private static final int TYPE_SHIFT = 4;
    private static final int QOS_BITS = 0b110;
    private static final int LONGEST_LENGTH = 4;
    private static final int LENGTH_BITS = 7;
    private static final int MORE = 0x80;

    private final int limit;
    private final OnOversize onOversize;
    private long passing;
    private long skipping;

    /** Learns of an oversize message. */
    interface OnOversize {
        void accept(String topic, int packetId, int qos);
    }

    /** The first bytes of a packet. */
    private record Head(int first, int length, int remaining) {
        boolean isPublish() {
            return first >> TYPE_SHIFT == MqttMessageType.PUBLISH.value();
        }

        int qos() {
            return (first & QOS_BITS) >> 1;
        }
    }

    /** @param limit of a message, topic and payload, in bytes */
    OversizeGuard(int limit, OnOversize onOversize) {
        this.limit = limit;
        this.onOversize = onOversize;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (skipping > 0) {
            skipping -= skip(in, skipping);
            return;
        }
        int run = run(in);
        if (run > 0) {
            out.add(in.readRetainedSlice(run));
            return;
        }
        Head head = head(in, in.readerIndex());
        if (head != null) {
            discard(in, head);
        }
    }

    /** How many bytes may pass in one go: up to the next message that may not, or whose head is not all there. */
    private int run(ByteBuf in) {
        int at = in.readerIndex();
        while (at < in.writerIndex()) {
            if (passing == 0) {
                Head next = head(in, at);
                if (next == null || isTooLarge(next)) {
                    break;
                }
                passing = next.length() + (long) next.remaining();
            }
            int part = (int) Math.min(passing, in.writerIndex() - at);
            at += part;
            passing -= part;
        }
        return at - in.readerIndex();
    }

    private boolean isTooLarge(Head head) {
        return head.isPublish() && head.remaining() > limit;
    }

    /** Null until all of it has come, or when it is none: the decoder says what is wrong with it. */
    private Head head(ByteBuf in, int start) {
        int remaining = 0;
        for (int i = 0; i < LONGEST_LENGTH; i++) {
            int at = start + 1 + i;
            if (at >= in.writerIndex()) {
                return null;
            }
            int part = in.getUnsignedByte(at);
            remaining |= (part & ~MORE) << (LENGTH_BITS * i);
            if ((part & MORE) == 0) {
                return new Head(in.getUnsignedByte(start), 2 + i, remaining);
            }
        }
        return new Head(0, 1 + LONGEST_LENGTH, 0);
    }

    private void discard(ByteBuf in, Head head) {
        int topicAt = in.readerIndex() + head.length() + Short.BYTES;
        if (topicAt > in.writerIndex()) {
            return;
        }
        int topicLength = in.getUnsignedShort(topicAt - Short.BYTES);
        int idLength = head.qos() > 0 ? Short.BYTES : 0;
        int rest = topicAt + topicLength;
        if (rest + idLength > in.writerIndex()) {
            return;
        }
        String topic = in.toString(topicAt, topicLength, StandardCharsets.UTF_8);
        int packetId = idLength == 0 ? 0 : in.getUnsignedShort(rest);
        skipping = head.length() + (long) head.remaining();
        skipping -= skip(in, skipping);
        onOversize.accept(topic, packetId, head.qos());
    }

    private static int skip(ByteBuf in, long most) {
        int part = (int) Math.min(most, in.readableBytes());
        in.skipBytes(part);
        return part;
    }
}
