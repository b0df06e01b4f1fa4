package io.oeesuite.sparkplug;

import java.util.Objects;

/** A String, Text or UUID. */
public record StringValue(String value) implements WireValue {
    public StringValue {
        Objects.requireNonNull(value, "value");
    }
}
