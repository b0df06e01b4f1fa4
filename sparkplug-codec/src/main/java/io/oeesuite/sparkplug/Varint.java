package io.oeesuite.sparkplug;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A number of variable length within a word of eight bytes: seven bits per byte, the lowest first, the highest bit of each byte but the last one set. Without
 * a loop, because numbers of several bytes (times above all) are half of a payload.
 */
final class Varint {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private Varint() {}

    /** The eight bytes from {@code at} on, which the array must have. */
    static long word(byte[] bytes, int at) {
        return (long) WORD.get(bytes, at);
    }

    /** True when the number ends within the word. */
    static boolean ends(long word) {
        return (~word & HIGHEST_BITS) != 0;
    }

    /** The bytes of the number, 1..8. */
    static int length(long word) {
        return (Long.numberOfTrailingZeros(~word & HIGHEST_BITS) + 1) / Byte.SIZE;
    }

    /** The number. */
    static long value(long word) {
        int unused = Long.SIZE - Byte.SIZE * length(word);
        long sevens = word & ~HIGHEST_BITS & (-1L >>> unused);
        long fourteens = (sevens & 0x007F_007F_007F_007FL) | ((sevens & 0x7F00_7F00_7F00_7F00L) >>> 1);
        long twentyEights = (fourteens & 0x0000_3FFF_0000_3FFFL) | ((fourteens & 0x3FFF_0000_3FFF_0000L) >>> 2);
        return (twentyEights & 0x0FFF_FFFFL) | ((twentyEights & 0x0FFF_FFFF_0000_0000L) >>> 4);
    }
}
