package io.oeesuite.analytics.engine;

import io.oeesuite.contracts.MetricValue;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Signal;

/** Reads the value of a metric as the value of a signal, whatever number type the machine uses. */
final class MetricReading {
    /** Products, orders and reasons are keys of what is stored; no more of them than an index of PostgreSQL takes. */
    private static final int LONGEST_TEXT = 255;

    private MetricReading() {}

    /** @throws UnusableFact when the value says nothing about the signal */
    static FactValue of(Signal signal, MetricValue metric) {
        return switch (signal.kind()) {
            case WHOLE -> FactValue.of(whole(metric));
            case DECIMAL -> FactValue.of(decimal(metric));
            case TEXT -> FactValue.of(text(metric));
        };
    }

    private static long whole(MetricValue metric) {
        return switch (metric.getValueCase()) {
            case INT_VALUE -> notNegative(metric, metric.getIntValue());
            case UINT_VALUE -> notNegative(metric, metric.getUintValue());
            case FLOAT_VALUE -> whole(metric, metric.getFloatValue());
            case DOUBLE_VALUE -> whole(metric, metric.getDoubleValue());
            case BOOL_VALUE, STRING_VALUE, BYTES_VALUE, SPARKPLUG_VALUE, VALUE_NOT_SET ->
                throw unusable(metric, "is not a number");
        };
    }

    private static long whole(MetricValue metric, double number) {
        if (number != Math.rint(number) || Math.abs(number) > Long.MAX_VALUE) {
            throw unusable(metric, number + " is not a whole number");
        }
        return notNegative(metric, (long) number);
    }

    private static long notNegative(MetricValue metric, long number) {
        if (number < 0) {
            throw unusable(metric, number + " is negative or too large");
        }
        return number;
    }

    private static double decimal(MetricValue metric) {
        double number = switch (metric.getValueCase()) {
            case INT_VALUE -> metric.getIntValue();
            case UINT_VALUE -> notNegative(metric, metric.getUintValue());
            case FLOAT_VALUE -> metric.getFloatValue();
            case DOUBLE_VALUE -> metric.getDoubleValue();
            case BOOL_VALUE, STRING_VALUE, BYTES_VALUE, SPARKPLUG_VALUE, VALUE_NOT_SET ->
                throw unusable(metric, "is not a number");
        };
        if (!(number >= 0) || Double.isInfinite(number)) {
            throw unusable(metric, number + " is not a number from 0 on");
        }
        return number;
    }

    /** A code of 0 is no code, as PackML has it; a null value is none either. */
    private static String text(MetricValue metric) {
        return switch (metric.getValueCase()) {
            case STRING_VALUE -> notLong(metric, metric.getStringValue());
            case INT_VALUE -> code(metric.getIntValue());
            case UINT_VALUE -> metric.getUintValue() == 0 ? "" : Long.toUnsignedString(metric.getUintValue());
            case FLOAT_VALUE -> code(whole(metric, metric.getFloatValue()));
            case DOUBLE_VALUE -> code(whole(metric, metric.getDoubleValue()));
            case VALUE_NOT_SET -> "";
            case BOOL_VALUE, BYTES_VALUE, SPARKPLUG_VALUE -> throw unusable(metric, "is neither text nor a number");
        };
    }

    private static String notLong(MetricValue metric, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw unusable(metric, text.length() + " characters are more than " + LONGEST_TEXT);
        }
        return text;
    }

    private static String code(long number) {
        return number == 0 ? "" : Long.toString(number);
    }

    private static UnusableFact unusable(MetricValue metric, String what) {
        return new UnusableFact("bad-value", "metric " + metric.getName() + ": " + what);
    }
}
