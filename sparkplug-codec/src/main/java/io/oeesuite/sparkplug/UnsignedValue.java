package io.oeesuite.sparkplug;

import java.math.BigInteger;

/** A UInt8, UInt16, UInt32, UInt64, or a DateTime in milliseconds since 1970 UTC. {@code bits} is to be read unsigned: -1 is 2^64-1. */
public record UnsignedValue(long bits) implements Value {

    /** The number, also above {@link Long#MAX_VALUE}. */
    public BigInteger toBigInteger() {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    /** The nearest double. */
    public double toDouble() {
        return bits >= 0 ? bits : toBigInteger().doubleValue();
    }

    @Override
    public String toString() {
        return "UnsignedValue[" + Long.toUnsignedString(bits) + "]";
    }
}
