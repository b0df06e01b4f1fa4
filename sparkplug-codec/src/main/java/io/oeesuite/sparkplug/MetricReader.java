package io.oeesuite.sparkplug;

import java.util.Optional;
import java.util.OptionalLong;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/** Reads metrics. */
final class MetricReader {
    private final Decoding decoding;
    private final WireReader in;
    private final PropertySetReader propertySets;
    private final TemplateReader templates;

    MetricReader(Decoding decoding) {
        this.decoding = decoding;
        this.in = decoding.in();
        this.propertySets = new PropertySetReader(decoding);
        this.templates = new TemplateReader(decoding, this);
    }

    Metric readNested(int tag) throws MalformedPayloadException {
        int outer = in.enter(tag);
        Metric metric = read();
        in.leave(outer);
        return metric;
    }

    /** Reads up to the end of the current message. */
    Metric read() throws MalformedPayloadException {
        decoding.countMetric();
        int start = in.position();
        int valueAt = start;
        Optional<String> name = Optional.empty();
        OptionalLong alias = OptionalLong.empty();
        OptionalLong timestamp = OptionalLong.empty();
        Optional<DataType> type = Optional.empty();
        boolean historical = false;
        boolean transientMetric = false;
        boolean isNull = false;
        Optional<MetaData> metaData = Optional.empty();
        Optional<PropertySet> properties = Optional.empty();
        Optional<WireValue> value = Optional.empty();
        while (in.hasMore()) {
            int at = in.position();
            int tag = in.tag();
            switch (WireType.field(tag)) {
                case Fields.METRIC_NAME -> name = Optional.of(decoding.string(tag));
                case Fields.METRIC_ALIAS -> alias = OptionalLong.of(in.varint(tag));
                case Fields.METRIC_TIMESTAMP -> timestamp = OptionalLong.of(CheckedNumber.timestamp(tag, in));
                case Fields.METRIC_DATA_TYPE -> type = DataType.of(CheckedNumber.metricTypeCode(tag, in));
                case Fields.METRIC_IS_HISTORICAL -> historical = in.bool(tag);
                case Fields.METRIC_IS_TRANSIENT -> transientMetric = in.bool(tag);
                case Fields.METRIC_IS_NULL -> isNull = in.bool(tag);
                case Fields.METRIC_META_DATA -> metaData = Optional.of(MetaDataReader.read(tag, decoding));
                case Fields.METRIC_PROPERTIES -> properties = Optional.of(propertySets.read(tag));
                default -> {
                    Optional<WireValue> next = value(tag);
                    if (next.isPresent()) {
                        value = next;
                        valueAt = at;
                    }
                }
            }
        }
        if (name.isEmpty() && alias.isEmpty()) {
            throw in.malformed(Reason.NEITHER_NAME_NOR_ALIAS, start);
        }
        Optional<Value> typed = isNull ? Optional.empty() : decoding.typed(type, value, valueAt);
        return new Metric(name, alias, timestamp, type, historical, transientMetric, metaData, properties, typed);
    }

    /** The value, empty when the field is none that is known. */
    private Optional<WireValue> value(int tag) throws MalformedPayloadException {
        if (BasicValueReader.reads(tag, Fields.METRIC_FIRST_VALUE)) {
            return Optional.of(BasicValueReader.read(tag, Fields.METRIC_FIRST_VALUE, decoding));
        }
        return switch (WireType.field(tag)) {
            case Fields.METRIC_BYTES -> Optional.of(new BytesValue(in.byteString(tag)));
            case Fields.METRIC_DATA_SET -> Optional.of(DataSetReader.read(tag, decoding));
            case Fields.METRIC_TEMPLATE -> Optional.of(templates.read(tag));
            default -> {
                in.skip(tag);
                yield Optional.empty();
            }
        };
    }
}
