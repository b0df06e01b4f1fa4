package io.oeesuite.engine.facts;

import java.nio.charset.StandardCharsets;

/** Reads what {@link PackedBytes} wrote. */
public final class PackedReader {
    private final byte[] bytes;
    private int position;

    public PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean hasMore() {
        return position < bytes.length;
    }

    public int bits() {
        return bytes[position++] & 0xff;
    }

    public long number() {
        long zigzag = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[position++];
            zigzag |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    public long fixed() {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | bytes[position++] & 0xff;
        }
        return number;
    }

    public String text() {
        int length = (int) number();
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }
}
