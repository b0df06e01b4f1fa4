package io.oeesuite.sparkplug;

/** A Double. */
public record DoubleValue(double value) implements WireValue {}
