package io.oeesuite.sparkplug;

import java.util.Optional;

/**
 * One property of a metric. The type is a basic one, PropertySet or PropertySetList; where a message gave none, the value is a {@link WireValue}. An empty
 * value is null.
 */
public record Property(String key, Optional<DataType> type, Optional<Value> value) {
    public Property {
        if (!TypedValue.fits(type, value)) {
            throw TypedValue.misfit("property " + key, type, value);
        }
        type.filter(given -> !allows(given)).ifPresent(given -> {
            throw new IllegalArgumentException("property " + key + " cannot be of type " + given);
        });
    }

    public static Property of(String key, DataType type, Value value) {
        return new Property(key, Optional.of(type), Optional.of(value));
    }

    public static Property ofNull(String key, DataType type) {
        return new Property(key, Optional.of(type), Optional.empty());
    }

    static boolean allows(DataType type) {
        return type.isBasic() || type == DataType.PROPERTY_SET || type == DataType.PROPERTY_SET_LIST;
    }
}
