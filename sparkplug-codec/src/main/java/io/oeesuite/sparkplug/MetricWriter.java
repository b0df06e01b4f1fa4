package io.oeesuite.sparkplug;

/** Writes metrics, and the templates that contain metrics. */
final class MetricWriter {
    private MetricWriter() {}

    static void write(Metric metric, WireWriter out) {
        metric.name().ifPresent(name -> out.stringField(Fields.METRIC_NAME, name));
        metric.alias().ifPresent(alias -> out.varintField(Fields.METRIC_ALIAS, alias));
        metric.timestamp().ifPresent(time -> out.varintField(Fields.METRIC_TIMESTAMP, time));
        metric.dataType().ifPresent(type -> out.varintField(Fields.METRIC_DATA_TYPE, type.code()));
        out.flagField(Fields.METRIC_IS_HISTORICAL, metric.historical());
        out.flagField(Fields.METRIC_IS_TRANSIENT, metric.transientMetric());
        out.flagField(Fields.METRIC_IS_NULL, metric.value().isEmpty());
        metric.metaData().ifPresent(meta -> out.messageField(Fields.METRIC_META_DATA, () -> writeMetaData(meta, out)));
        metric.properties()
                .ifPresent(set -> out.messageField(Fields.METRIC_PROPERTIES, () -> PropertySetWriter.write(set, out)));
        metric.value().ifPresent(value -> writeValue(SparkplugEncoder.wireForm(metric.dataType(), value), out));
    }

    private static void writeValue(WireValue value, WireWriter out) {
        switch (value) {
            case IntBits _, LongBits _, FloatValue _, DoubleValue _, BooleanValue _, StringValue _ ->
                BasicValueWriter.write(value, Fields.METRIC_FIRST_VALUE, out);
            case BytesValue(Bytes bytes) -> out.bytesField(Fields.METRIC_BYTES, bytes.shared());
            case DataSetValue table -> out.messageField(Fields.METRIC_DATA_SET, () -> DataSetWriter.write(table, out));
            case TemplateValue template -> out.messageField(Fields.METRIC_TEMPLATE, () -> writeTemplate(template, out));
            case PropertySet _, PropertySetList _ ->
                throw new IllegalArgumentException("a property set is the value of a property, never of a metric");
        }
    }

    private static void writeTemplate(TemplateValue template, WireWriter out) {
        template.version().ifPresent(version -> out.stringField(Fields.TEMPLATE_VERSION, version));
        for (Metric metric : template.metrics()) {
            out.messageField(Fields.TEMPLATE_METRICS, () -> write(metric, out));
        }
        for (Parameter parameter : template.parameters()) {
            out.messageField(Fields.TEMPLATE_PARAMETERS, () -> writeParameter(parameter, out));
        }
        template.reference().ifPresent(reference -> out.stringField(Fields.TEMPLATE_REFERENCE, reference));
        out.boolField(Fields.TEMPLATE_IS_DEFINITION, template.definition());
    }

    private static void writeParameter(Parameter parameter, WireWriter out) {
        out.stringField(Fields.PARAMETER_NAME, parameter.name());
        parameter.type().ifPresent(type -> out.varintField(Fields.PARAMETER_TYPE, type.code()));
        parameter
                .value()
                .ifPresent(value -> BasicValueWriter.write(
                        SparkplugEncoder.wireForm(parameter.type(), value), Fields.PARAMETER_FIRST_VALUE, out));
    }

    private static void writeMetaData(MetaData meta, WireWriter out) {
        out.flagField(Fields.META_IS_MULTI_PART, meta.multiPart());
        meta.contentType().ifPresent(text -> out.stringField(Fields.META_CONTENT_TYPE, text));
        meta.size().ifPresent(size -> out.varintField(Fields.META_SIZE, size));
        meta.seq().ifPresent(seq -> out.varintField(Fields.META_SEQ, seq));
        meta.fileName().ifPresent(text -> out.stringField(Fields.META_FILE_NAME, text));
        meta.fileType().ifPresent(text -> out.stringField(Fields.META_FILE_TYPE, text));
        meta.md5().ifPresent(text -> out.stringField(Fields.META_MD5, text));
        meta.description().ifPresent(text -> out.stringField(Fields.META_DESCRIPTION, text));
    }
}
