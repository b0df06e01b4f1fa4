package io.oeesuite.simulator.machine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import io.oeesuite.simulator.edge.Tag;
import io.oeesuite.sparkplug.ArrayValue;
import io.oeesuite.sparkplug.BooleanValue;
import io.oeesuite.sparkplug.Bytes;
import io.oeesuite.sparkplug.BytesValue;
import io.oeesuite.sparkplug.DataSetValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.MetaData;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.Parameter;
import io.oeesuite.sparkplug.Property;
import io.oeesuite.sparkplug.PropertySet;
import io.oeesuite.sparkplug.PropertySetList;
import io.oeesuite.sparkplug.StringValue;
import io.oeesuite.sparkplug.TemplateValue;

/** One metric of every kind that Sparkplug knows, each at the edges of its range, changing with every round. */
public final class ComplexMetrics {

    private static final String PREFIX = "Complex/";
    private static final String MOTOR_TYPE = "Types/Motor";
    private static final DataType[] INTEGERS = {
        DataType.INT8, DataType.INT16, DataType.INT32, DataType.INT64,
        DataType.UINT8, DataType.UINT16, DataType.UINT32, DataType.UINT64
    };

    private ComplexMetrics() {}

    /** What a node declares: the metrics of {@link #round} with the template's definition and what only births say of them. */
    public static List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.readOnly(Metric.of(MOTOR_TYPE, motorType())));
        round(0, 0).forEach(metric -> tags.add(Tag.readOnly(described(metric))));
        return tags;
    }

    /**
     * The values of a round; no two successive rounds have a value in common.
     *
     * @param time milliseconds since 1970 UTC
     */
    public static List<Metric> round(long round, long time) {
        List<Metric> metrics = new ArrayList<>();
        for (DataType type : INTEGERS) {
            metrics.add(Metric.of(PREFIX + type, type, edge(type, round)));
            metrics.add(array(type, round));
        }
        boolean odd = round % 2 != 0;
        metrics.add(Metric.of(PREFIX + "FLOAT", DataType.FLOAT, odd ? Float.MIN_VALUE : -1.5f));
        metrics.add(Metric.of(PREFIX + "DOUBLE", DataType.DOUBLE, odd ? Double.MAX_VALUE : 0.1));
        metrics.add(Metric.of(PREFIX + "BOOLEAN", odd));
        metrics.add(Metric.of(PREFIX + "STRING", "round " + round + " – ü 漢 🏭"));
        metrics.add(Metric.of(PREFIX + "TEXT", DataType.TEXT, new StringValue("line one\nline " + round)));
        metrics.add(Metric.of(PREFIX + "UUID", DataType.UUID, new StringValue(new UUID(42, round).toString())));
        metrics.add(Metric.of(PREFIX + "DATETIME", DataType.DATETIME, 1_700_000_000_000L + round));
        metrics.add(Metric.of(PREFIX + "BYTES", DataType.BYTES, bytes((byte) 0, (byte) 0xFF, (byte) round)));
        metrics.add(Metric.of(PREFIX + "FILE", DataType.FILE, file(round)));
        metrics.add(
                odd
                        ? Metric.ofNull(PREFIX + "SOMETIMES_NULL", DataType.INT32)
                        : Metric.of(PREFIX + "SOMETIMES_NULL", DataType.INT32, round));
        metrics.add(Metric.of(PREFIX + "FLOAT_ARRAY", ArrayValue.ofFloats(1.5f, (float) round)));
        metrics.add(Metric.of(PREFIX + "DOUBLE_ARRAY", ArrayValue.ofDoubles(0.1, (double) round)));
        metrics.add(Metric.of(PREFIX + "BOOLEAN_ARRAY", ArrayValue.ofBooleans(true, odd, false)));
        metrics.add(Metric.of(PREFIX + "STRING_ARRAY", ArrayValue.ofStrings("", "round " + round)));
        metrics.add(Metric.of(PREFIX + "DATETIME_ARRAY", ArrayValue.ofLongs(DataType.DATETIME_ARRAY, 0, round)));
        metrics.add(Metric.of(PREFIX + "DATASET", table(round)));
        metrics.add(Metric.of(PREFIX + "MOTOR", motor(round)));
        metrics.add(Metric.of(PREFIX + "WITH_PROPERTIES", DataType.DOUBLE, round / 2.0));
        metrics.add(Metric.of(PREFIX + "TRANSIENT", DataType.INT64, round).asTransient());
        return metrics.stream().map(metric -> metric.withTimestamp(time)).toList();
    }

    private static Metric described(Metric metric) {
        return switch (metric.name().orElseThrow().substring(PREFIX.length())) {
            case "WITH_PROPERTIES" -> metric.withProperties(properties());
            case "FILE" -> metric.withMetaData(fileDescription());
            default -> metric;
        };
    }

    private static long edge(DataType type, long round) {
        int bits = switch (type) {
            case INT8, UINT8 -> Byte.SIZE;
            case INT16, UINT16 -> Short.SIZE;
            case INT32, UINT32 -> Integer.SIZE;
            default -> Long.SIZE;
        };
        boolean unsigned = type.name().startsWith("U");
        long most = unsigned ? -1L >>> (Long.SIZE - bits) : Long.MAX_VALUE >> (Long.SIZE - bits);
        long least = unsigned ? 0 : -most - 1;
        return round % 2 == 0 ? least : most;
    }

    private static Metric array(DataType type, long round) {
        DataType arrayType = DataType.valueOf(type + "_ARRAY");
        return Metric.of(
                PREFIX + arrayType, ArrayValue.ofLongs(arrayType, edge(type, round), 1, edge(type, round + 1)));
    }

    private static BytesValue bytes(byte... content) {
        return new BytesValue(Bytes.of(content));
    }

    private static BytesValue file(long round) {
        return bytes(("round;" + round + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private static MetaData fileDescription() {
        return new MetaData(
                false,
                Optional.of("text/csv"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of("round.csv"),
                Optional.of("csv"),
                Optional.empty(),
                Optional.of("a file that grows with the rounds"));
    }

    private static DataSetValue table(long round) {
        List<DataSetValue.Column> columns = List.of(
                new DataSetValue.Column("station", DataType.STRING),
                new DataSetValue.Column("torque", DataType.DOUBLE),
                new DataSetValue.Column("ok", DataType.BOOLEAN),
                new DataSetValue.Column("attempts", DataType.INT32));
        return new DataSetValue(
                columns,
                List.of(
                        DataSetValue.Row.of(
                                new StringValue("A"),
                                new DoubleValue(12.5),
                                BooleanValue.of(true),
                                new LongValue(round)),
                        DataSetValue.Row.of(
                                new StringValue("B"),
                                new DoubleValue(-0.5),
                                BooleanValue.of(false),
                                new LongValue(-1))));
    }

    private static TemplateValue motorType() {
        return TemplateValue.definition(
                List.of(Metric.of("rpm", DataType.DOUBLE, 0), Metric.of("running", false)),
                List.of(Parameter.of("poles", DataType.INT32, new LongValue(4))));
    }

    private static TemplateValue motor(long round) {
        return TemplateValue.instanceOf(
                MOTOR_TYPE,
                List.of(Metric.of("rpm", DataType.DOUBLE, 1450.5 + round), Metric.of("running", round % 2 == 0)),
                List.of(Parameter.of("poles", DataType.INT32, new LongValue(6))));
    }

    private static PropertySet properties() {
        PropertySet limits = PropertySet.of(
                Property.of("low", DataType.DOUBLE, new DoubleValue(-10)),
                Property.of("high", DataType.DOUBLE, new DoubleValue(10)));
        return PropertySet.of(
                Property.of(PropertySet.QUALITY, DataType.INT32, new LongValue(PropertySet.QUALITY_GOOD)),
                Property.of("engUnit", DataType.STRING, new StringValue("bar")),
                Property.ofNull("calibrated", DataType.DATETIME),
                Property.of("limits", DataType.PROPERTY_SET, limits),
                Property.of("history", DataType.PROPERTY_SET_LIST, new PropertySetList(List.of(limits, limits))));
    }
}
