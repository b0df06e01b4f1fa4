package io.oeesuite.sparkplug;

/** An Int8, Int16, Int32 or Int64. */
public record LongValue(long value) implements Value {}
