package io.oeesuite.engine.ledger;

/**
 * Milliseconds of ideal production time as an exact number of 128 bits, so that sums do not depend on the order of adding and can be taken back. An ideal
 * cycle is taken over from a double without loss down to 2⁻⁶⁴ ms.
 *
 * @param wholeMs the whole milliseconds, rounded down
 * @param fraction what remains, in units of 2⁻⁶⁴ ms, unsigned
 */
public record IdealTime(long wholeMs, long fraction) {
    public static final IdealTime ZERO = new IdealTime(0, 0);

    private static final double TWO_32 = 0x1p32;

    /** @param ms finite, less than 2⁶³ */
    public static IdealTime of(double ms) {
        double whole = Math.floor(ms);
        double upper = (ms - whole) * TWO_32;
        double lower = (upper - Math.floor(upper)) * TWO_32;
        return new IdealTime((long) whole, (long) upper << 32 | (long) lower);
    }

    public IdealTime plus(IdealTime other) {
        long sum = fraction + other.fraction;
        long carry = Long.compareUnsigned(sum, fraction) < 0 ? 1 : 0;
        return new IdealTime(wholeMs + other.wholeMs + carry, sum);
    }

    public IdealTime minus(IdealTime other) {
        long borrow = Long.compareUnsigned(fraction, other.fraction) < 0 ? 1 : 0;
        return new IdealTime(wholeMs - other.wholeMs - borrow, fraction - other.fraction);
    }

    /** @param items ≥ 0 */
    public IdealTime times(long items) {
        return new IdealTime(wholeMs * items + Math.unsignedMultiplyHigh(fraction, items), fraction * items);
    }

    /** As a double; a function of the value alone. */
    public double ms() {
        return wholeMs + ((fraction >>> 11) * 0x1p-53);
    }
}
