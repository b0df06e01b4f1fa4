package io.oeesuite.simulator.control;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.oeesuite.sparkplug.ArrayValue;
import io.oeesuite.sparkplug.BooleanValue;
import io.oeesuite.sparkplug.Bytes;
import io.oeesuite.sparkplug.BytesValue;
import io.oeesuite.sparkplug.DataSetValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.FloatValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.StringValue;
import io.oeesuite.sparkplug.TemplateValue;
import io.oeesuite.sparkplug.UnsignedValue;
import io.oeesuite.sparkplug.Value;

/**
 * Values as JSON gives them: numbers, also as text; times as milliseconds or ISO 8601; Bytes and File as Base64; arrays as arrays; a DataSet as {@code {"columns":[{"name","type"}],
 * "rows":[[…]]}}; a Template as {@code {"reference","metrics":[{"name","type","value"}]}}.
 */
final class JsonValue {

    private JsonValue() {}

    /** The type of that name, as the specification writes it: `Int32`, `UInt64`, `DataSet`, `StringArray`. */
    static DataType type(String name) {
        String wanted = name.replace("_", "");
        return Arrays.stream(DataType.values())
                .filter(type -> type.name().replace("_", "").equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no Sparkplug type"));
    }

    /** The value of the type; throws IllegalArgumentException when the JSON is none. */
    static Value read(DataType type, JsonNode json) {
        Value value = switch (type) {
            case INT8, INT16, INT32, INT64 -> new LongValue(whole(json).longValueExact());
            case UINT8, UINT16, UINT32, UINT64 -> unsigned(json);
            case DATETIME -> new UnsignedValue(time(json));
            case FLOAT -> new FloatValue((float) number(json));
            case DOUBLE -> new DoubleValue(number(json));
            case BOOLEAN -> bool(json);
            case STRING, TEXT, UUID -> new StringValue(json.asText());
            case BYTES, FILE -> new BytesValue(Bytes.of(Base64.getDecoder().decode(json.asText())));
            case DATASET -> dataSet(json);
            case TEMPLATE -> template(json);
            case PROPERTY_SET, PROPERTY_SET_LIST -> throw new IllegalArgumentException("a metric cannot be a " + type);
            case INT8_ARRAY,
                    INT16_ARRAY,
                    INT32_ARRAY,
                    INT64_ARRAY,
                    UINT8_ARRAY,
                    UINT16_ARRAY,
                    UINT32_ARRAY,
                    UINT64_ARRAY,
                    FLOAT_ARRAY,
                    DOUBLE_ARRAY,
                    BOOLEAN_ARRAY,
                    STRING_ARRAY,
                    DATETIME_ARRAY -> array(type, json);
        };
        if (!type.holds(value)) {
            throw new IllegalArgumentException(json + " does not fit into " + type);
        }
        return value;
    }

    /** Milliseconds since 1970 UTC, from such a number or from ISO 8601. */
    static long time(JsonNode json) {
        if (json.isIntegralNumber() && json.asLong() >= 0) {
            return json.asLong();
        }
        try {
            return Instant.parse(json.asText()).toEpochMilli();
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(
                    json + " is no time: give milliseconds or 2025-01-31T12:00:00Z", notATime);
        }
    }

    private static BigInteger whole(JsonNode json) {
        try {
            return json.isTextual()
                    ? new BigInteger(json.asText())
                    : json.decimalValue().toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new IllegalArgumentException(json + " is no whole number", notWhole);
        }
    }

    private static Value unsigned(JsonNode json) {
        BigInteger number = whole(json);
        if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
            throw new IllegalArgumentException(json + " is no unsigned number of 64 bits");
        }
        return new UnsignedValue(number.longValue());
    }

    private static double number(JsonNode json) {
        try {
            return json.isNumber() ? json.asDouble() : Double.parseDouble(json.asText());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(json + " is no number", notANumber);
        }
    }

    private static Value bool(JsonNode json) {
        if (!json.isBoolean()) {
            throw new IllegalArgumentException(json + " is neither true nor false");
        }
        return BooleanValue.of(json.booleanValue());
    }

    private static Value array(DataType type, JsonNode json) {
        DataType element = DataType.valueOf(type.name().substring(0, type.name().lastIndexOf("_ARRAY")));
        List<Value> elements = new ArrayList<>();
        json.forEach(each -> elements.add(read(element, each)));
        return new ArrayValue(type, elements);
    }

    private static Value dataSet(JsonNode json) {
        List<DataSetValue.Column> columns = new ArrayList<>();
        json.path("columns")
                .forEach(column -> columns.add(new DataSetValue.Column(
                        column.path("name").asText(),
                        type(column.path("type").asText().toUpperCase(Locale.ROOT)))));
        List<DataSetValue.Row> rows = new ArrayList<>();
        json.path("rows").forEach(row -> rows.add(row(columns, row)));
        return new DataSetValue(columns, rows);
    }

    private static DataSetValue.Row row(List<DataSetValue.Column> columns, JsonNode json) {
        List<Optional<Value>> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            JsonNode cell = json.path(i);
            cells.add(
                    cell.isNull() || cell.isMissingNode()
                            ? Optional.empty()
                            : Optional.of(read(columns.get(i).type(), cell)));
        }
        return new DataSetValue.Row(cells);
    }

    private static Value template(JsonNode json) {
        List<Metric> metrics = new ArrayList<>();
        json.path("metrics").forEach(metric -> {
            DataType type = type(metric.path("type").asText());
            metrics.add(Metric.of(metric.path("name").asText(), type, read(type, metric.path("value"))));
        });
        return json.has("reference")
                ? TemplateValue.instanceOf(json.get("reference").asText(), metrics, List.of())
                : TemplateValue.definition(metrics, List.of());
    }
}
