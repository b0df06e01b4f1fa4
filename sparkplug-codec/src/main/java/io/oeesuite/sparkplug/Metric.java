package io.oeesuite.sparkplug;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One metric of a payload or a template.
 *
 * @param name the name; a metric has a name, an alias, or both
 * @param alias the number that stands for the name, unsigned
 * @param timestamp milliseconds since 1970 UTC, not negative
 * @param dataType where absent, the value is a {@link WireValue} until {@link #as} gives it the type of the birth
 * @param value empty = null
 */
public record Metric(
        Optional<String> name,
        OptionalLong alias,
        OptionalLong timestamp,
        Optional<DataType> dataType,
        boolean historical,
        boolean transientMetric,
        Optional<MetaData> metaData,
        Optional<PropertySet> properties,
        Optional<Value> value) {
    public Metric {
        requireTime(timestamp);
        if (name.isEmpty() && alias.isEmpty()) {
            throw new IllegalArgumentException("a metric needs a name or an alias");
        }
        if (!TypedValue.fits(dataType, value)) {
            throw TypedValue.misfit("metric " + name.orElseGet(alias::toString), dataType, value);
        }
        if (dataType.isPresent() && !allows(dataType.get())) {
            throw new IllegalArgumentException(dataType.get() + " is a type of properties, never of a metric");
        }
    }

    public static Metric of(String name, DataType type, Value value) {
        return ofNull(name, type).withValue(Optional.of(value));
    }

    /** An integer, DateTime, Float or Double; of UInt64 the bits. */
    public static Metric of(String name, DataType type, long number) {
        return switch (type) {
            case FLOAT -> of(name, type, new FloatValue(number));
            case DOUBLE -> of(name, type, new DoubleValue(number));
            default -> of(name, type, Typing.integer(number, type));
        };
    }

    /** A Float or Double. */
    public static Metric of(String name, DataType type, double number) {
        return of(name, type, type == DataType.FLOAT ? new FloatValue((float) number) : new DoubleValue(number));
    }

    /** A Boolean. */
    public static Metric of(String name, boolean flag) {
        return of(name, DataType.BOOLEAN, BooleanValue.of(flag));
    }

    /** A String. */
    public static Metric of(String name, String text) {
        return of(name, DataType.STRING, new StringValue(text));
    }

    public static Metric of(String name, DataSetValue table) {
        return of(name, DataType.DATASET, table);
    }

    public static Metric of(String name, TemplateValue template) {
        return of(name, DataType.TEMPLATE, template);
    }

    public static Metric of(String name, ArrayValue array) {
        return of(name, array.type(), array);
    }

    public static Metric ofNull(String name, DataType type) {
        return new Metric(
                Optional.of(name),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(type),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Metric withName(String newName) {
        return new Metric(
                Optional.of(newName),
                alias,
                timestamp,
                dataType,
                historical,
                transientMetric,
                metaData,
                properties,
                value);
    }

    public Metric withAlias(long newAlias) {
        return new Metric(
                name,
                OptionalLong.of(newAlias),
                timestamp,
                dataType,
                historical,
                transientMetric,
                metaData,
                properties,
                value);
    }

    /** Without the name, as data messages are when the birth gave an alias. */
    public Metric withoutName() {
        return new Metric(
                Optional.empty(), alias, timestamp, dataType, historical, transientMetric, metaData, properties, value);
    }

    public Metric withTimestamp(long newTimestamp) {
        return new Metric(
                name,
                alias,
                OptionalLong.of(newTimestamp),
                dataType,
                historical,
                transientMetric,
                metaData,
                properties,
                value);
    }

    /** With the value, which fits the data type; empty = null. */
    public Metric withValue(Optional<Value> newValue) {
        return new Metric(
                name, alias, timestamp, dataType, historical, transientMetric, metaData, properties, newValue);
    }

    public Metric withMetaData(MetaData newMetaData) {
        return new Metric(
                name,
                alias,
                timestamp,
                dataType,
                historical,
                transientMetric,
                Optional.of(newMetaData),
                properties,
                value);
    }

    public Metric withProperties(PropertySet newProperties) {
        return new Metric(
                name,
                alias,
                timestamp,
                dataType,
                historical,
                transientMetric,
                metaData,
                Optional.of(newProperties),
                value);
    }

    public Metric asHistorical() {
        return new Metric(name, alias, timestamp, dataType, true, transientMetric, metaData, properties, value);
    }

    public Metric asTransient() {
        return new Metric(name, alias, timestamp, dataType, historical, true, metaData, properties, value);
    }

    /** Without the data type, as data messages may be: the value takes the form of the wire. */
    public Metric withoutDataType() {
        Optional<Value> wire = dataType.flatMap(type -> value.map(typed -> (Value) Typing.toWire(typed, type)));
        return new Metric(
                name,
                alias,
                timestamp,
                Optional.empty(),
                historical,
                transientMetric,
                metaData,
                properties,
                wire.or(() -> value));
    }

    /** This metric with the type that the birth gave it; empty when its value cannot be of that type. */
    public Optional<Metric> as(DataType birthType) {
        Optional<Value> typed = value.flatMap(given -> given.as(birthType));
        if (typed.isPresent() != value.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Metric(
                name,
                alias,
                timestamp,
                Optional.of(birthType),
                historical,
                transientMetric,
                metaData,
                properties,
                typed));
    }

    static boolean allows(DataType type) {
        return !DataType.isPropertySetCode(type.code());
    }

    static void requireTime(OptionalLong timestamp) {
        if (timestamp.isPresent() && timestamp.getAsLong() < 0) {
            throw new IllegalArgumentException("timestamp " + timestamp.getAsLong() + " is before 1970");
        }
    }
}
