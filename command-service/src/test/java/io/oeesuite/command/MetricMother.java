package io.oeesuite.command;

import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;

/** Metrics of contracts, of now and good. */
public final class MetricMother {
    private MetricMother() {}

    public static MetricValue number(String name, double value) {
        return metric(name, DataType.DOUBLE).setDoubleValue(value).build();
    }

    public static MetricValue whole(String name, int value) {
        return metric(name, DataType.INT32).setIntValue(value).build();
    }

    public static MetricValue text(String name, String value) {
        return metric(name, DataType.STRING).setStringValue(value).build();
    }

    public static MetricValue.Builder metric(String name, DataType type) {
        return MetricValue.newBuilder()
                .setName(name)
                .setDatatype(type.code())
                .setTimeMs(System.currentTimeMillis())
                .setQuality(192);
    }
}
