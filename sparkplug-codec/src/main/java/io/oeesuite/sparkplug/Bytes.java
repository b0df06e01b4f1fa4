package io.oeesuite.sparkplug;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes, equal by content. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN = 32;

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of the bytes. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** A copy of the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
    public static Bytes copyOfRange(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, from, to));
    }

    public int size() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    /** A copy of the content. */
    public byte[] toArray() {
        return content.clone();
    }

    /** The content itself: for this package's readers and writers, which do not change it. */
    byte[] shared() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        int shown = Math.min(SHOWN, content.length);
        String hex = HexFormat.of().formatHex(content, 0, shown);
        return shown < content.length ? hex + "… (" + content.length + " bytes)" : hex;
    }
}
