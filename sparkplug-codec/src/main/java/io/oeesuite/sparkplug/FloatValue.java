package io.oeesuite.sparkplug;

/** A Float. */
public record FloatValue(float value) implements WireValue {}
