package io.oeesuite.sparkplug;

/** The 32 bits of an {@code int_value} whose data type is not known. */
public record IntBits(int bits) implements WireValue {}
