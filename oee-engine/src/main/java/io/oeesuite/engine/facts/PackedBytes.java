package io.oeesuite.engine.facts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and text one after the other, small numbers in few bytes; {@link PackedReader} reads them back in the same order. */
public final class PackedBytes {
    private static final int LOW_SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private byte[] bytes;
    private int length;

    public PackedBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    public PackedBytes bits(int eightBits) {
        room(1);
        bytes[length++] = (byte) eightBits;
        return this;
    }

    /** Any long; as few bytes as its magnitude allows. */
    public PackedBytes number(long number) {
        room(10);
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~LOW_SEVEN_BITS) != 0) {
            bytes[length++] = (byte) (rest & LOW_SEVEN_BITS | MORE);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** All 64 bits as they are. */
    public PackedBytes fixed(long number) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (number >>> shift);
        }
        return this;
    }

    public PackedBytes text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        return raw(encoded);
    }

    public PackedBytes raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
