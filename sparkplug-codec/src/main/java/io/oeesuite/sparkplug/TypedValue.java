package io.oeesuite.sparkplug;

import java.util.Optional;

/** The rule that binds a value to its type: the form of the type where there is one, else the form of the wire. */
final class TypedValue {
    private TypedValue() {}

    static void requireFit(String what, Optional<DataType> type, Optional<Value> value) {
        if (value.isEmpty()) {
            return;
        }
        boolean fits = type.map(given -> given.holds(value.get())).orElseGet(() -> value.get() instanceof WireValue);
        if (!fits) {
            throw new IllegalArgumentException(what + ": " + value.get() + " does not fit "
                    + type.map(DataType::name).orElse("a message without type"));
        }
    }
}
