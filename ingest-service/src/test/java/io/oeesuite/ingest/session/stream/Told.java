package io.oeesuite.ingest.session.stream;

import java.util.List;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;

/** Machine events in short, as a test wants to read them: {@code "DATA edge_A/D1 Admin/ProdProcessedCount=7"}. */
final class Told {
    private Told() {}

    static List<String> of(List<MachineEvent> events) {
        return events.stream().map(Told::of).toList();
    }

    static String of(MachineEvent event) {
        StringBuilder told =
                new StringBuilder(kind(event.getKind())).append(' ').append(event.getNode());
        if (!event.getDevice().isEmpty()) {
            told.append('/').append(event.getDevice());
        }
        for (MetricValue metric : event.getMetricsList()) {
            told.append(' ').append(metric.getName()).append('=').append(value(metric));
            if (metric.getHistorical()) {
                told.append("(historical)");
            }
        }
        return told.toString();
    }

    private static String kind(EventKind kind) {
        return kind.name().substring("EVENT_KIND_".length());
    }

    static String value(MetricValue metric) {
        return switch (metric.getValueCase()) {
            case INT_VALUE -> Long.toString(metric.getIntValue());
            case UINT_VALUE -> Long.toUnsignedString(metric.getUintValue());
            case FLOAT_VALUE -> Float.toString(metric.getFloatValue());
            case DOUBLE_VALUE -> Double.toString(metric.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(metric.getBoolValue());
            case STRING_VALUE -> metric.getStringValue();
            case BYTES_VALUE -> metric.getBytesValue().toString();
            case SPARKPLUG_VALUE -> "sparkplug";
            case VALUE_NOT_SET -> "null";
        };
    }
}
