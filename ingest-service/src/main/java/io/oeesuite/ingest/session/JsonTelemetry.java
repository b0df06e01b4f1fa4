package io.oeesuite.ingest.session;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.PropertySet;

/**
 * Reads the payload of a JSON device: {@code {"timestamp": …, "metrics": {name: value, …}}} or, without the inner object, {@code {name: value, …}}. The time is
 * in milliseconds since 1970 UTC or in ISO 8601 with an offset. A value is a number, a boolean, a text or null.
 */
final class JsonTelemetry {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String TIMESTAMP = "timestamp";
    private static final String METRICS = "metrics";

    private final List<MetricValue.Builder> metrics = new ArrayList<>();
    private OptionalLong timestamp = OptionalLong.empty();

    private JsonTelemetry() {}

    /** @throws MalformedJson with a message for people */
    static JsonTelemetry read(byte[] payload) throws MalformedJson {
        JsonTelemetry telemetry = new JsonTelemetry();
        try (JsonParser in = JSON.createParser(payload)) {
            telemetry.readDocument(in);
        } catch (JsonProcessingException notJson) {
            throw new MalformedJson(notJson.getOriginalMessage());
        } catch (IOException | ArithmeticException broken) {
            throw new MalformedJson(broken.getMessage());
        }
        return telemetry;
    }

    OptionalLong timestamp() {
        return timestamp;
    }

    /** The values, at the payload's time or else at the given one. */
    List<MetricValue> metricsAt(long receiveTimeMs) {
        long timeMs = timestamp.orElse(receiveTimeMs);
        return metrics.stream().map(metric -> metric.setTimeMs(timeMs).build()).toList();
    }

    private void readDocument(JsonParser in) throws IOException, MalformedJson {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedJson("not a JSON object");
        }
        readFields(in, true);
        if (in.nextToken() != null) {
            throw new MalformedJson("something follows the JSON object");
        }
    }

    private void readFields(JsonParser in, boolean outer) throws IOException, MalformedJson {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (outer && name.equals(TIMESTAMP)) {
                timestamp = OptionalLong.of(time(in, value));
            } else if (outer && name.equals(METRICS) && value == JsonToken.START_OBJECT) {
                readFields(in, false);
            } else {
                metrics.add(metric(in, name, value));
            }
        }
    }

    private static long time(JsonParser in, JsonToken value) throws IOException, MalformedJson {
        long timeMs = value == JsonToken.VALUE_NUMBER_INT ? in.getLongValue() : isoTime(in, value);
        if (timeMs < 0) {
            throw new MalformedJson("timestamp " + timeMs + " is before 1970");
        }
        return timeMs;
    }

    private static long isoTime(JsonParser in, JsonToken value) throws IOException, MalformedJson {
        if (value != JsonToken.VALUE_STRING) {
            throw new MalformedJson("timestamp is neither milliseconds nor ISO 8601");
        }
        try {
            return OffsetDateTime.parse(in.getText()).toInstant().toEpochMilli();
        } catch (DateTimeException notIso) {
            throw new MalformedJson("timestamp is no ISO 8601 time with an offset");
        }
    }

    private static MetricValue.Builder metric(JsonParser in, String name, JsonToken value)
            throws IOException, MalformedJson {
        MetricValue.Builder metric = MetricValue.newBuilder().setName(name).setQuality(PropertySet.QUALITY_GOOD);
        return switch (value) {
            case VALUE_NUMBER_INT -> integer(in, metric);
            case VALUE_NUMBER_FLOAT ->
                metric.setDatatype(DataType.DOUBLE.code()).setDoubleValue(in.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE ->
                metric.setDatatype(DataType.BOOLEAN.code()).setBoolValue(in.getBooleanValue());
            case VALUE_STRING -> metric.setDatatype(DataType.STRING.code()).setStringValue(in.getText());
            case VALUE_NULL -> metric;
            case START_OBJECT, START_ARRAY, END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJson("\"" + name + "\" is neither number, boolean, text nor null");
        };
    }

    private static MetricValue.Builder integer(JsonParser in, MetricValue.Builder metric) throws IOException {
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return metric.setDatatype(DataType.DOUBLE.code()).setDoubleValue(in.getDoubleValue());
        }
        return metric.setDatatype(DataType.INT64.code()).setIntValue(in.getLongValue());
    }

    /** The payload is not what a device should send. Expected from outside, hence checked and without a stack trace. */
    static final class MalformedJson extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedJson(String message) {
            super(message, null, false, false);
        }
    }
}
