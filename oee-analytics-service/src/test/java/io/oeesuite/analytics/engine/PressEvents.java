package io.oeesuite.analytics.engine;

import java.time.Instant;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.SourcePosition;

/** Events of machine P/line/press on 2026-03-02, times given as "08:30" or "08:30:15.250". */
final class PressEvents {
    private static final int GOOD = 192;

    private PressEvents() {}

    static long ms(String time) {
        String full = time.length() == 5 ? time + ":00" : time;
        return Instant.parse("2026-03-02T" + full + "Z").toEpochMilli();
    }

    static MachineEvent birth(String time, long offset, MetricValue... metrics) {
        return event(EventKind.EVENT_KIND_BIRTH, time, offset, metrics);
    }

    static MachineEvent data(String time, long offset, MetricValue... metrics) {
        return event(EventKind.EVENT_KIND_DATA, time, offset, metrics);
    }

    static MachineEvent death(String time, long offset) {
        return event(EventKind.EVENT_KIND_DEATH, time, offset);
    }

    static MetricValue state(String time, int state) {
        return metric("Status/StateCurrent", 3, time).setIntValue(state).build();
    }

    static MetricValue total(String time, long count) {
        return metric("Admin/ProdProcessedCount", 10, time)
                .setDoubleValue(count)
                .build();
    }

    static MetricValue defects(String time, long count) {
        return metric("Admin/ProdDefectiveCount", 8, time).setUintValue(count).build();
    }

    static MetricValue designSpeed(String time, double itemsPerMinute) {
        return metric("Admin/MachDesignSpeed", 10, time)
                .setDoubleValue(itemsPerMinute)
                .build();
    }

    static MetricValue reason(String time, int code) {
        return metric("Admin/StopReason", 3, time).setIntValue(code).build();
    }

    static MetricValue historical(MetricValue metric) {
        return metric.toBuilder().setHistorical(true).build();
    }

    static MetricValue.Builder metric(String name, int datatype, String time) {
        return MetricValue.newBuilder()
                .setName(name)
                .setDatatype(datatype)
                .setTimeMs(ms(time))
                .setQuality(GOOD);
    }

    private static MachineEvent event(EventKind kind, String time, long offset, MetricValue... metrics) {
        var event = MachineEvent.newBuilder()
                .setGroup("P")
                .setNode("line")
                .setDevice("press")
                .setKind(kind)
                .setBdSeq(1)
                .setEventTimeMs(ms(time))
                .setReceiveTimeMs(ms("18:00"))
                .setAppendTimeMs(ms("18:00"))
                .setSource(SourcePosition.newBuilder().setOffset(offset));
        for (MetricValue metric : metrics) {
            event.addMetrics(metric);
        }
        return event.build();
    }
}
