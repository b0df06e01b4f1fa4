package io.oeesuite.sparkplug;

import java.util.Optional;

/** The rule that binds a value to its type: the form of the type where there is one, else the form of the wire. */
final class TypedValue {
    private TypedValue() {}

    static boolean fits(Optional<DataType> type, Optional<Value> value) {
        if (value.isEmpty()) {
            return true;
        }
        return type.isPresent() ? type.get().holds(value.get()) : value.get() instanceof WireValue;
    }

    static IllegalArgumentException misfit(String what, Optional<DataType> type, Optional<Value> value) {
        return new IllegalArgumentException(
                what + ": " + value.map(Value::toString).orElse("null") + " does not fit "
                        + type.map(DataType::name).orElse("a message without type"));
    }
}
