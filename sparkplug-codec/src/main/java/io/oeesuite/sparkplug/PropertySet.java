package io.oeesuite.sparkplug;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The properties of a metric, in the order of the message. */
public record PropertySet(List<Property> properties) implements WireValue {
    /** The key of the quality property. */
    public static final String QUALITY = "Quality";

    public static final int QUALITY_BAD = 0;
    public static final int QUALITY_GOOD = 192;
    public static final int QUALITY_STALE = 500;

    public PropertySet {
        properties = List.copyOf(properties);
    }

    public static PropertySet of(Property... properties) {
        return new PropertySet(List.of(properties));
    }

    public static PropertySet ofQuality(int quality) {
        return of(Property.of(QUALITY, DataType.INT32, new LongValue(quality)));
    }

    /** The property of the key; the last one where the key comes twice. */
    public Optional<Property> find(String key) {
        return properties.reversed().stream()
                .filter(property -> property.key().equals(key))
                .findFirst();
    }

    /** The quality: 0 BAD, 192 GOOD, 500 STALE; empty where the set has none or it is not a number. */
    public OptionalInt quality() {
        return find(QUALITY)
                .flatMap(Property::value)
                .flatMap(value -> value.as(DataType.INT32))
                .map(value ->
                        value instanceof LongValue(long quality) ? OptionalInt.of((int) quality) : OptionalInt.empty())
                .orElse(OptionalInt.empty());
    }
}
