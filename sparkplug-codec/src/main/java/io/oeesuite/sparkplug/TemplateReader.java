package io.oeesuite.sparkplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/** Reads templates. */
final class TemplateReader {
    private final Decoding decoding;
    private final WireReader in;
    private final MetricReader metricReader;

    TemplateReader(Decoding decoding, MetricReader metricReader) {
        this.decoding = decoding;
        this.in = decoding.in();
        this.metricReader = metricReader;
    }

    TemplateValue read(int outerTag) throws MalformedPayloadException {
        int outer = decoding.descend(outerTag);
        Optional<String> version = Optional.empty();
        Optional<String> reference = Optional.empty();
        boolean definition = false;
        List<Metric> metrics = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (WireType.field(tag)) {
                case Fields.TEMPLATE_VERSION -> version = Optional.of(decoding.string(tag));
                case Fields.TEMPLATE_METRICS -> metrics.add(metricReader.readNested(tag));
                case Fields.TEMPLATE_PARAMETERS -> parameters.add(parameter(tag));
                case Fields.TEMPLATE_REFERENCE -> reference = Optional.of(decoding.string(tag));
                case Fields.TEMPLATE_IS_DEFINITION -> definition = in.bool(tag);
                default -> in.skip(tag);
            }
        }
        decoding.ascend(outer);
        return new TemplateValue(version, reference, definition, metrics, parameters);
    }

    private Parameter parameter(int outerTag) throws MalformedPayloadException {
        decoding.countElements(1);
        int outer = in.enter(outerTag);
        int valueAt = in.position();
        String name = "";
        Optional<DataType> type = Optional.empty();
        Optional<WireValue> value = Optional.empty();
        while (in.hasMore()) {
            int at = in.position();
            int tag = in.tag();
            if (BasicValueReader.reads(tag, Fields.PARAMETER_FIRST_VALUE)) {
                value = Optional.of(BasicValueReader.read(tag, Fields.PARAMETER_FIRST_VALUE, decoding));
                valueAt = at;
                continue;
            }
            switch (WireType.field(tag)) {
                case Fields.PARAMETER_NAME -> name = decoding.string(tag);
                case Fields.PARAMETER_TYPE -> type = parameterType(tag);
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new Parameter(name, type, decoding.typed(type, value, valueAt));
    }

    private Optional<DataType> parameterType(int tag) throws MalformedPayloadException {
        Optional<DataType> type = decoding.dataType(tag);
        if (type.isPresent() && !type.get().isBasic()) {
            throw in.malformed(Reason.UNKNOWN_DATA_TYPE);
        }
        return type;
    }
}
