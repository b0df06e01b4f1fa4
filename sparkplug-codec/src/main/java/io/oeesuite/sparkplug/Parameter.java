package io.oeesuite.sparkplug;

import java.util.Optional;

/** A parameter of a template. The type is a basic one, Int8 to Text; where a message gave none, the value is a {@link WireValue}. */
public record Parameter(String name, Optional<DataType> type, Optional<Value> value) {
    public Parameter {
        if (!TypedValue.fits(type, value)) {
            throw TypedValue.misfit("parameter " + name, type, value);
        }
        type.filter(given -> !given.isBasic()).ifPresent(given -> {
            throw new IllegalArgumentException("parameter " + name + " cannot be of type " + given);
        });
    }

    public static Parameter of(String name, DataType type, Value value) {
        return new Parameter(name, Optional.of(type), Optional.of(value));
    }
}
