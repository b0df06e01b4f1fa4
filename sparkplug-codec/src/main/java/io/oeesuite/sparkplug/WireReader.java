package io.oeesuite.sparkplug;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/**
 * Reads the Protocol Buffers wire format. Never beyond the limit, which is the end of the message being read: {@link #enter} narrows it to a nested message,
 * {@link #leave} widens it again.
 */
final class WireReader {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_GROUP_NESTING = 16;
    private static final int LONGEST_VARINT = 10;
    private static final int LAST_SHIFT = 63;

    private byte[] bytes = new byte[0];
    private int start;
    private int position;
    private int limit;

    void on(byte[] source, int offset, int length) {
        bytes = source;
        start = offset;
        position = offset;
        limit = offset + length;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void position(int newPosition) {
        position = newPosition;
    }

    int limit() {
        return limit;
    }

    boolean hasMore() {
        return position < limit;
    }

    MalformedPayloadException malformed(Reason reason) {
        return malformed(reason, position);
    }

    MalformedPayloadException malformed(Reason reason, int at) {
        return new MalformedPayloadException(reason, at - start);
    }

    /** The tag of the next field; its wire type is checked where the field is read or skipped. */
    int tag() throws MalformedPayloadException {
        if (position < limit && bytes[position] >= 1 << WireType.BITS) {
            return bytes[position++];
        }
        return longTag();
    }

    private int longTag() throws MalformedPayloadException {
        int at = position;
        long tag = varint();
        if (tag >>> Integer.SIZE != 0 || tag >>> WireType.BITS == 0) {
            throw malformed(Reason.INVALID_TAG, at);
        }
        return (int) tag;
    }

    long varint() throws MalformedPayloadException {
        if (position < limit && bytes[position] >= 0) {
            return bytes[position++];
        }
        return limit - position < Long.BYTES ? varintByBytes() : varintByWord();
    }

    private long varintByWord() throws MalformedPayloadException {
        long word = Varint.word(bytes, position);
        if (!Varint.ends(word)) {
            return varintByBytes();
        }
        position += Varint.length(word);
        return Varint.value(word);
    }

    private long varintByBytes() throws MalformedPayloadException {
        int at = position;
        int end = limit - at > LONGEST_VARINT ? at + LONGEST_VARINT : limit;
        long value = 0;
        int shift = 0;
        for (int i = at; i < end; i++) {
            byte next = bytes[i];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                if (shift == LAST_SHIFT && next > 1) {
                    throw malformed(Reason.INVALID_VARINT, at);
                }
                position = i + 1;
                return value;
            }
            shift += 7;
        }
        throw end - at < LONGEST_VARINT ? malformed(Reason.TRUNCATED, end) : malformed(Reason.INVALID_VARINT, at);
    }

    long varint(int tag) throws MalformedPayloadException {
        require(tag, WireType.VARINT);
        return varint();
    }

    boolean bool(int tag) throws MalformedPayloadException {
        return varint(tag) != 0;
    }

    float float32(int tag) throws MalformedPayloadException {
        return Float.intBitsToFloat(fixed32(tag));
    }

    double float64(int tag) throws MalformedPayloadException {
        return Double.longBitsToDouble(fixed64(tag));
    }

    int fixed32(int tag) throws MalformedPayloadException {
        require(tag, WireType.FIXED32);
        int at = position;
        advance(Integer.BYTES);
        return (int) INT.get(bytes, at);
    }

    long fixed64(int tag) throws MalformedPayloadException {
        require(tag, WireType.FIXED64);
        int at = position;
        advance(Long.BYTES);
        return (long) LONG.get(bytes, at);
    }

    /** A length that the current message can hold. */
    int length(int tag) throws MalformedPayloadException {
        require(tag, WireType.LENGTH_DELIMITED);
        long length = varint();
        if (length < 0 || length > limit - position) {
            throw malformed(Reason.TRUNCATED);
        }
        return (int) length;
    }

    String string(int tag, int maxBytes) throws MalformedPayloadException {
        int length = stringLength(tag, maxBytes);
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /** The length of a string that is known to be well formed; the position stays at its first byte. */
    int stringLength(int tag, int maxBytes) throws MalformedPayloadException {
        int length = length(tag);
        if (length > maxBytes) {
            throw malformed(Reason.STRING_TOO_LONG);
        }
        if (!Utf8.isValid(bytes, position, position + length)) {
            throw malformed(Reason.INVALID_UTF8);
        }
        return length;
    }

    Bytes byteString(int tag) throws MalformedPayloadException {
        int length = length(tag);
        Bytes content = Bytes.copyOfRange(bytes, position, position + length);
        position += length;
        return content;
    }

    /** Goes into a nested message; returns what {@link #leave} needs to come back. */
    int enter(int tag) throws MalformedPayloadException {
        int length = length(tag);
        int outer = limit;
        limit = position + length;
        return outer;
    }

    void leave(int outer) {
        limit = outer;
    }

    /** Skips a field that this reader does not know. */
    void skip(int tag) throws MalformedPayloadException {
        skip(tag, 0);
    }

    private void skip(int tag, int groups) throws MalformedPayloadException {
        switch (WireType.of(tag)) {
            case WireType.VARINT -> varint();
            case WireType.FIXED64 -> advance(Long.BYTES);
            case WireType.LENGTH_DELIMITED -> advance(length(tag));
            case WireType.START_GROUP -> skipGroup(WireType.field(tag), groups + 1);
            case WireType.FIXED32 -> advance(Integer.BYTES);
            default -> throw malformed(Reason.INVALID_TAG);
        }
    }

    private void skipGroup(int field, int groups) throws MalformedPayloadException {
        if (groups > MAX_GROUP_NESTING) {
            throw malformed(Reason.NESTED_TOO_DEEPLY);
        }
        while (true) {
            if (!hasMore()) {
                throw malformed(Reason.TRUNCATED);
            }
            int tag = tag();
            if (WireType.of(tag) != WireType.END_GROUP) {
                skip(tag, groups);
                continue;
            }
            if (WireType.field(tag) != field) {
                throw malformed(Reason.INVALID_TAG);
            }
            return;
        }
    }

    void advance(int length) throws MalformedPayloadException {
        if (length > limit - position) {
            throw malformed(Reason.TRUNCATED);
        }
        position += length;
    }

    private void require(int tag, int wireType) throws MalformedPayloadException {
        if (WireType.of(tag) != wireType) {
            throw malformed(Reason.WRONG_WIRE_TYPE);
        }
    }
}
