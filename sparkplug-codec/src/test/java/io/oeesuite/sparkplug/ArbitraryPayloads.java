package io.oeesuite.sparkplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Payloads of every shape that the object model allows, for properties. */
final class ArbitraryPayloads {
    private static final int MAX_DEPTH = 2;

    private ArbitraryPayloads() {}

    static Arbitrary<Payload> payloads() {
        return Combinators.combine(
                        times(),
                        metrics(0).list().ofMaxSize(6),
                        Arbitraries.integers().between(0, SequenceNumber.MAX).optional(),
                        texts().optional(),
                        bytes())
                .as((time, metrics, seq, uuid, body) ->
                        new Payload(time, metrics, seq.map(OptionalInt::of).orElse(OptionalInt.empty()), uuid, body));
    }

    private static Arbitrary<OptionalLong> times() {
        return Arbitraries.longs()
                .greaterOrEqual(0)
                .optional()
                .map(time -> time.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static Arbitrary<OptionalLong> numbers() {
        return Arbitraries.longs()
                .optional()
                .map(number -> number.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(12)
                .filter(text -> text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF));
    }

    private static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Bytes::of);
    }

    private static Arbitrary<Metric> metrics(int depth) {
        Arbitrary<DataType> types = Arbitraries.of(DataType.class)
                .filter(Metric::allows)
                .filter(type -> type != DataType.TEMPLATE || depth < MAX_DEPTH);
        return types.flatMap(type -> metrics(type, depth));
    }

    private static Arbitrary<Metric> metrics(DataType type, int depth) {
        Arbitrary<Metric> typed = Combinators.combine(
                        texts(),
                        numbers(),
                        times(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        metaData().optional(0.2),
                        propertySets(0).optional(0.2),
                        values(type, depth).optional(0.9))
                .as((name, alias, time, historical, transientMetric, meta, properties, value) -> new Metric(
                        Optional.of(name),
                        alias,
                        time,
                        Optional.of(type),
                        historical,
                        transientMetric,
                        meta,
                        properties,
                        value));
        return Combinators.combine(typed, Arbitraries.integers().between(0, 3)).as(ArbitraryPayloads::asSentInData);
    }

    private static Metric asSentInData(Metric metric, int kind) {
        return switch (kind) {
            case 0 -> metric.withAlias(kind).withoutName();
            case 1 -> metric.withoutDataType();
            case 2 -> metric.withAlias(kind).withoutName().withoutDataType();
            default -> metric;
        };
    }

    /** Values of the type, in the form that belongs to it. */
    static Arbitrary<Value> values(DataType type, int depth) {
        return switch (type) {
            case INT8 -> Arbitraries.bytes().map(LongValue::new);
            case INT16 -> Arbitraries.shorts().map(LongValue::new);
            case INT32 -> Arbitraries.integers().map(LongValue::new);
            case INT64 -> Arbitraries.longs().map(LongValue::new);
            case UINT8 -> Arbitraries.longs().between(0, 0xFF).map(UnsignedValue::new);
            case UINT16 -> Arbitraries.longs().between(0, 0xFFFF).map(UnsignedValue::new);
            case UINT32 -> Arbitraries.longs().between(0, 0xFFFF_FFFFL).map(UnsignedValue::new);
            case UINT64, DATETIME -> Arbitraries.longs().map(UnsignedValue::new);
            case FLOAT -> floats().map(FloatValue::new);
            case DOUBLE -> doubles().map(DoubleValue::new);
            case BOOLEAN -> Arbitraries.of(BooleanValue.TRUE, BooleanValue.FALSE);
            case STRING, TEXT, UUID -> texts().map(StringValue::new);
            case BYTES, FILE -> bytes().map(BytesValue::new);
            case DATASET -> tables();
            case TEMPLATE -> templates(depth + 1);
            case PROPERTY_SET -> propertySets(depth + 1).map(set -> set);
            case PROPERTY_SET_LIST ->
                propertySets(depth + 1).list().ofMaxSize(3).map(PropertySetList::new);
            default -> arrays(type);
        };
    }

    private static Arbitrary<Float> floats() {
        return Arbitraries.oneOf(
                Arbitraries.floats(),
                Arbitraries.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE));
    }

    private static Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0d, Double.MIN_VALUE));
    }

    private static Arbitrary<Value> arrays(DataType type) {
        DataType elementType = type.elementType().orElseThrow();
        return values(elementType, 0)
                .filter(element -> !(element instanceof StringValue(String text) && text.indexOf(0) >= 0))
                .list()
                .ofMaxSize(20)
                .map(elements -> new ArrayValue(type, elements));
    }

    private static Arbitrary<DataType> basicTypes() {
        return Arbitraries.of(DataType.class).filter(DataType::isBasic);
    }

    private static Arbitrary<Value> tables() {
        Arbitrary<List<DataSetValue.Column>> columns = Combinators.combine(texts(), basicTypes())
                .as(DataSetValue.Column::new)
                .list()
                .ofMaxSize(4);
        return columns.flatMap(given -> rows(given).list().ofMaxSize(4).map(rows -> new DataSetValue(given, rows)));
    }

    private static Arbitrary<DataSetValue.Row> rows(List<DataSetValue.Column> columns) {
        List<Arbitrary<Optional<Value>>> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(values(column.type(), 0).optional(0.9)));
        return Combinators.combine(cells).as(DataSetValue.Row::new);
    }

    private static Arbitrary<Value> templates(int depth) {
        return Combinators.combine(
                        texts().optional(),
                        texts().optional(),
                        Arbitraries.of(true, false),
                        metrics(depth).list().ofMaxSize(3),
                        parameters().list().ofMaxSize(3))
                .as(TemplateValue::new);
    }

    private static Arbitrary<Parameter> parameters() {
        return basicTypes()
                .flatMap(type -> Combinators.combine(texts(), values(type, 0).optional(0.9))
                        .as((name, value) -> new Parameter(name, Optional.of(type), value)));
    }

    private static Arbitrary<PropertySet> propertySets(int depth) {
        Arbitrary<DataType> types =
                depth < MAX_DEPTH ? Arbitraries.of(DataType.class).filter(Property::allows) : basicTypes();
        return types.flatMap(
                        type -> Combinators.combine(texts(), values(type, depth).optional(0.9))
                                .as((key, value) -> new Property(key, Optional.of(type), value)))
                .list()
                .ofMaxSize(4)
                .map(PropertySet::new);
    }

    private static Arbitrary<MetaData> metaData() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        texts().optional(),
                        numbers(),
                        numbers(),
                        texts().optional(),
                        texts().optional(),
                        texts().optional(),
                        texts().optional())
                .as(MetaData::new);
    }
}
