package io.oeesuite.command.rest;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.sparkplug.ArrayValue;
import io.oeesuite.sparkplug.BooleanValue;
import io.oeesuite.sparkplug.BytesValue;
import io.oeesuite.sparkplug.DataSetValue;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.FloatValue;
import io.oeesuite.sparkplug.IntBits;
import io.oeesuite.sparkplug.LongBits;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.MalformedPayloadException;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.PropertySet;
import io.oeesuite.sparkplug.PropertySetList;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.sparkplug.StringValue;
import io.oeesuite.sparkplug.TemplateValue;
import io.oeesuite.sparkplug.UnsignedValue;
import io.oeesuite.sparkplug.Value;

/** The values with an inner shape, as JSON: arrays as lists, a DataSet as columns and rows, a Template as its metrics. */
final class SparkplugShapes {
    private SparkplugShapes() {}

    /** @param metric a Sparkplug metric as bytes; what cannot be read is shown as Base64 */
    static Object of(byte[] metric) {
        try {
            return nullable(new SparkplugDecoder().decodeMetric(metric).value());
        } catch (MalformedPayloadException unreadable) {
            return Base64.getEncoder().encodeToString(metric);
        }
    }

    private static Object nullable(Optional<Value> value) {
        return value.map(SparkplugShapes::shape).orElse(null);
    }

    private static Object shape(Value value) {
        return switch (value) {
            case LongValue(long number) -> number;
            case UnsignedValue unsigned -> unsigned.toBigInteger();
            case IntBits(int bits) -> bits;
            case LongBits(long bits) -> bits;
            case FloatValue(float number) -> Float.isFinite(number) ? (Object) number : Float.toString(number);
            case DoubleValue(double number) -> Double.isFinite(number) ? (Object) number : Double.toString(number);
            case BooleanValue(boolean flag) -> flag;
            case StringValue(String text) -> text;
            case BytesValue(var bytes) -> Base64.getEncoder().encodeToString(bytes.toArray());
            case ArrayValue array ->
                array.elements().stream().map(SparkplugShapes::shape).toList();
            case DataSetValue(List<DataSetValue.Column> columns, List<DataSetValue.Row> rows) -> {
                Map<String, Object> table = new LinkedHashMap<>();
                table.put(
                        "columns",
                        columns.stream().map(DataSetValue.Column::name).toList());
                table.put(
                        "rows",
                        rows.stream()
                                .map(row -> row.cells().stream()
                                        .map(SparkplugShapes::nullable)
                                        .toList())
                                .toList());
                yield table;
            }
            case TemplateValue template -> {
                Map<String, Object> metrics = new LinkedHashMap<>();
                for (Metric metric : template.metrics()) {
                    metrics.put(
                            metric.name()
                                    .orElseGet(() -> "alias " + metric.alias().orElse(0)),
                            nullable(metric.value()));
                }
                yield metrics;
            }
            case PropertySet set -> properties(set);
            case PropertySetList list -> list.toString();
        };
    }

    private static Map<String, Object> properties(PropertySet set) {
        Map<String, Object> properties = new LinkedHashMap<>();
        set.properties().forEach(property -> properties.put(property.key(), nullable(property.value())));
        return properties;
    }
}
