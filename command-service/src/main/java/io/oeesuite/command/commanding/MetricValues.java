package io.oeesuite.command.commanding;

import java.util.OptionalDouble;

import io.oeesuite.contracts.MetricValue;

/** What the value of a metric is, whatever its type. */
final class MetricValues {
    /** Devices compute in Float what was commanded in Double. */
    private static final double TOLERANCE = 1e-6;

    private MetricValues() {}

    /** The value as a number; empty where it is none. */
    static OptionalDouble number(MetricValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> OptionalDouble.of(value.getIntValue());
            case UINT_VALUE -> OptionalDouble.of(unsigned(value.getUintValue()));
            case FLOAT_VALUE -> OptionalDouble.of(value.getFloatValue());
            case DOUBLE_VALUE -> OptionalDouble.of(value.getDoubleValue());
            case BOOL_VALUE, STRING_VALUE, BYTES_VALUE, SPARKPLUG_VALUE, VALUE_NOT_SET -> OptionalDouble.empty();
        };
    }

    /** The value as a person would write it; "null" where there is none. */
    static String text(MetricValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> Long.toString(value.getIntValue());
            case UINT_VALUE -> Long.toUnsignedString(value.getUintValue());
            case FLOAT_VALUE -> Float.toString(value.getFloatValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case STRING_VALUE -> value.getStringValue();
            case BYTES_VALUE -> value.getBytesValue().size() + " bytes";
            case SPARKPLUG_VALUE -> value.getSparkplugValue().size() + " bytes of Sparkplug";
            case VALUE_NOT_SET -> "null";
        };
    }

    /** Whether the device says what was commanded. */
    static boolean same(MetricValue commanded, MetricValue said) {
        OptionalDouble one = number(commanded);
        OptionalDouble other = number(said);
        if (one.isPresent() && other.isPresent()) {
            if (isWhole(commanded) && isWhole(said)) {
                return text(commanded).equals(text(said));
            }
            double difference = Math.abs(one.getAsDouble() - other.getAsDouble());
            return difference <= TOLERANCE * Math.max(1, Math.abs(one.getAsDouble()));
        }
        return commanded.getValueCase() == said.getValueCase()
                && switch (commanded.getValueCase()) {
                    case BOOL_VALUE -> commanded.getBoolValue() == said.getBoolValue();
                    case STRING_VALUE -> commanded.getStringValue().equals(said.getStringValue());
                    case BYTES_VALUE -> commanded.getBytesValue().equals(said.getBytesValue());
                    case SPARKPLUG_VALUE -> commanded.getSparkplugValue().equals(said.getSparkplugValue());
                    case VALUE_NOT_SET -> true;
                    case INT_VALUE, UINT_VALUE, FLOAT_VALUE, DOUBLE_VALUE -> false;
                };
    }

    private static boolean isWhole(MetricValue value) {
        return value.getValueCase() == MetricValue.ValueCase.INT_VALUE
                || value.getValueCase() == MetricValue.ValueCase.UINT_VALUE;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : Double.parseDouble(Long.toUnsignedString(bits));
    }
}
