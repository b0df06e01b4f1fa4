package io.oeesuite.command.rest;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;

import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;

/** The value of a metric as JSON shows it. */
final class JsonValues {
    private JsonValues() {}

    /** A number, text, flag, Base64 text of bytes, or null; what JSON has no form for as text. */
    static Object of(MetricValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> value.getIntValue();
            case UINT_VALUE -> unsigned(value);
            case FLOAT_VALUE -> finite(value.getFloatValue(), value.getFloatValue());
            case DOUBLE_VALUE -> finite(value.getDoubleValue(), value.getDoubleValue());
            case BOOL_VALUE -> value.getBoolValue();
            case STRING_VALUE -> value.getStringValue();
            case BYTES_VALUE ->
                Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
            case SPARKPLUG_VALUE -> SparkplugShapes.of(value.getSparkplugValue().toByteArray());
            case VALUE_NOT_SET -> null;
        };
    }

    private static Object unsigned(MetricValue value) {
        if (value.getDatatype() == DataType.DATETIME.code()) {
            return Instant.ofEpochMilli(value.getUintValue()).toString();
        }
        long bits = value.getUintValue();
        return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    private static Object finite(double number, Object shown) {
        return Double.isFinite(number) ? shown : Double.toString(number);
    }
}
