package io.oeesuite.sparkplug;

import java.util.Objects;

/** Bytes or a File; without a data type perhaps an array as it lies on the wire. */
public record BytesValue(Bytes value) implements WireValue {
    public BytesValue {
        Objects.requireNonNull(value, "value");
    }

    public static BytesValue of(byte... bytes) {
        return new BytesValue(Bytes.of(bytes));
    }
}
