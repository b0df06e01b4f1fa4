package io.oeesuite.sparkplug;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the Protocol Buffers wire format into a growing buffer. */
final class WireWriter {
    private static final int FIRST_SIZE = 256;
    private static final int LONGEST_VARINT = 10;

    private byte[] buffer = new byte[FIRST_SIZE];
    private int size;

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    void varintField(int field, long value) {
        tag(field, WireType.VARINT);
        varint(value);
    }

    void uint32Field(int field, int bits) {
        varintField(field, Integer.toUnsignedLong(bits));
    }

    /** Writes the field when the flag is set; absent means false. */
    void flagField(int field, boolean flag) {
        if (flag) {
            boolField(field, true);
        }
    }

    void boolField(int field, boolean value) {
        varintField(field, value ? 1 : 0);
    }

    void floatField(int field, float value) {
        tag(field, WireType.FIXED32);
        littleEndian(Float.floatToRawIntBits(value), Float.BYTES);
    }

    void doubleField(int field, double value) {
        tag(field, WireType.FIXED64);
        littleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    /** Throws IllegalArgumentException when the text has unpaired surrogates, which UTF-8 cannot carry. */
    void stringField(int field, String value) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("a text with unpaired surrogates cannot be written as UTF-8");
        }
        bytesField(field, value.getBytes(StandardCharsets.UTF_8));
    }

    void bytesField(int field, byte[] value) {
        tag(field, WireType.LENGTH_DELIMITED);
        varint(value.length);
        raw(value);
    }

    /** Writes what {@code content} writes as a nested message. */
    void messageField(int field, Runnable content) {
        tag(field, WireType.LENGTH_DELIMITED);
        int start = size;
        varint(0);
        content.run();
        int length = size - start - 1;
        int lengthBytes = varintSize(length);
        reserve(lengthBytes);
        System.arraycopy(buffer, start + 1, buffer, start + lengthBytes, length);
        size = start;
        varint(length);
        size += length;
    }

    void raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void tag(int field, int wireType) {
        varint(WireType.tag(field, wireType));
    }

    private void varint(long value) {
        reserve(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private void littleEndian(long bits, int width) {
        reserve(width);
        for (int i = 0; i < width; i++) {
            buffer[size++] = (byte) (bits >>> (i * Byte.SIZE));
        }
    }

    private static int varintSize(int length) {
        int significantBits = Integer.SIZE - Integer.numberOfLeadingZeros(length | 1);
        return (significantBits + 6) / 7;
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
