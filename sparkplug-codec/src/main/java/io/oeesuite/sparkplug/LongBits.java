package io.oeesuite.sparkplug;

/** The 64 bits of a {@code long_value} whose data type is not known. */
public record LongBits(long bits) implements WireValue {}
