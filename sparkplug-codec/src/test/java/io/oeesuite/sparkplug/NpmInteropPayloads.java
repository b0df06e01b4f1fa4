package io.oeesuite.sparkplug;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The payloads that the npm package is given to read. */
final class NpmInteropPayloads {
    private static final long TIME = 1_700_000_000_123L;

    private NpmInteropPayloads() {}

    static Map<String, Payload> all() {
        Map<String, Payload> payloads = new LinkedHashMap<>();
        put(payloads, "Int8", metric(DataType.INT8, -128), metric(DataType.INT8, 127));
        put(payloads, "Int16", metric(DataType.INT16, -32768));
        put(payloads, "Int32", metric(DataType.INT32, Integer.MIN_VALUE));
        put(payloads, "Int64", metric(DataType.INT64, Long.MIN_VALUE), metric(DataType.INT64, Long.MAX_VALUE));
        put(payloads, "UInt8", metric(DataType.UINT8, 255));
        put(payloads, "UInt16", metric(DataType.UINT16, 65535));
        put(payloads, "UInt32", metric(DataType.UINT32, 4_294_967_295L));
        put(payloads, "UInt64", metric(DataType.UINT64, -1));
        put(payloads, "Float", Metric.of("m", DataType.FLOAT, 1.1), Metric.of("m", DataType.FLOAT, Double.NaN));
        put(payloads, "Double", Metric.of("m", DataType.DOUBLE, 0.1), Metric.of("m", DataType.DOUBLE, Double.NaN));
        put(payloads, "Boolean", Metric.of("m", true), Metric.of("m", false));
        put(payloads, "String", Metric.of("m", "Füller 𝄞"), Metric.of("m", ""));
        put(payloads, "DateTime", metric(DataType.DATETIME, TIME));
        put(payloads, "Text", Metric.of("m", DataType.TEXT, new StringValue("text")));
        put(payloads, "UUID", Metric.of("m", DataType.UUID, new StringValue("3f2a")));
        put(payloads, "DataSet", Metric.of("m", table()));
        put(payloads, "Bytes", Metric.of("m", DataType.BYTES, BytesValue.of((byte) 0, (byte) -1)));
        put(payloads, "File", file());
        put(payloads, "Template", Metric.of("m", motor()));
        put(payloads, "null", Metric.ofNull("m", DataType.INT8), Metric.ofNull("m", DataType.STRING));
        put(
                payloads,
                "alias, time and flags",
                metric(DataType.INT32, 5)
                        .withAlias(-1)
                        .withTimestamp(TIME)
                        .asHistorical()
                        .asTransient());
        put(
                payloads,
                "alias without name",
                metric(DataType.INT32, 5).withAlias(7).withoutName());
        put(payloads, "properties", Metric.of("m", DataType.DOUBLE, 21.5).withProperties(properties()));
        return payloads;
    }

    private static void put(Map<String, Payload> payloads, String name, Metric... metrics) {
        payloads.put(
                name,
                new Payload(
                        OptionalLong.of(TIME),
                        List.of(metrics),
                        OptionalInt.of(255),
                        Optional.of("uuid"),
                        Bytes.of((byte) 7)));
    }

    private static Metric metric(DataType type, long number) {
        return Metric.of("m", type, number);
    }

    private static DataSetValue table() {
        return new DataSetValue(
                List.of(
                        new DataSetValue.Column("long", DataType.INT64),
                        new DataSetValue.Column("real", DataType.DOUBLE),
                        new DataSetValue.Column("flag", DataType.BOOLEAN),
                        new DataSetValue.Column("text", DataType.STRING)),
                List.of(
                        DataSetValue.Row.of(
                                new LongValue(7), new DoubleValue(1.5), BooleanValue.TRUE, new StringValue("x")),
                        DataSetValue.Row.of(
                                new LongValue(0), new DoubleValue(-0.25), BooleanValue.FALSE, new StringValue(""))));
    }

    private static TemplateValue motor() {
        return new TemplateValue(
                Optional.of("v1"),
                Optional.of("Motor"),
                false,
                List.of(metric(DataType.UINT16, 1500), Metric.of("gear", gear())),
                List.of(Parameter.of("maker", DataType.STRING, new StringValue("Füller"))));
    }

    private static TemplateValue gear() {
        return new TemplateValue(
                Optional.of("v2"),
                Optional.of("Gear"),
                false,
                List.of(Metric.of("ratio", DataType.FLOAT, 0.5)),
                List.of());
    }

    private static Metric file() {
        return Metric.of("m", DataType.FILE, BytesValue.of((byte) 1, (byte) 2, (byte) 3))
                .withMetaData(new MetaData(
                        true,
                        Optional.of("text/plain"),
                        OptionalLong.of(3),
                        OptionalLong.of(1),
                        Optional.of("a.txt"),
                        Optional.of("txt"),
                        Optional.of("beef"),
                        Optional.of("about")));
    }

    private static PropertySet properties() {
        return PropertySet.of(
                Property.of("Quality", DataType.INT32, new LongValue(192)),
                Property.of("Unit", DataType.STRING, new StringValue("°C")),
                Property.ofNull("Nothing", DataType.DOUBLE),
                Property.of(
                        "Range",
                        DataType.PROPERTY_SET,
                        PropertySet.of(Property.of("Low", DataType.DOUBLE, new DoubleValue(-0.5)))),
                Property.of(
                        "List",
                        DataType.PROPERTY_SET_LIST,
                        new PropertySetList(List.of(
                                PropertySet.of(Property.of("One", DataType.UINT64, new UnsignedValue(-1))),
                                PropertySet.of()))));
    }
}
