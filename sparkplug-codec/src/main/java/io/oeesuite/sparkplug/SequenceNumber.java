package io.oeesuite.sparkplug;

/** The sequence number of an edge node's messages: 0..255, then 0 again. */
public final class SequenceNumber {
    public static final int MAX = 255;

    private SequenceNumber() {}

    /** True for 0..255. */
    public static boolean isValid(long value) {
        return value >= 0 && value <= MAX;
    }

    /** The number that follows; {@code current} is 0..255. */
    public static int next(int current) {
        return (check(current) + 1) & MAX;
    }

    /** How many steps lead from {@code from} to {@code to}, 0..255. */
    public static int distance(int from, int to) {
        return (check(to) - check(from)) & MAX;
    }

    private static int check(int value) {
        if (!isValid(value)) {
            throw new IllegalArgumentException("sequence number " + value + " is not in 0..255");
        }
        return value;
    }
}
