package io.oeesuite.analytics.engine;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.SourcePosition;

/** Events of one press, received as they happen. */
final class EventMother {
    static final String PRESS = "PLANT/line/press";
    static final long BEGIN = 1_760_000_040_000L;

    private static final int INT32 = 3;
    private static final int DOUBLE = 10;
    private static final int STRING = 12;
    private static final int GOOD = 192;

    private long offset;

    /** Running at 60 items per minute, counters at 100 and 0. */
    MachineEvent birth(long ms) {
        return event(EventKind.EVENT_KIND_BIRTH, ms)
                .addMetrics(number("Status/StateCurrent", 6, ms))
                .addMetrics(number("Admin/ProdProcessedCount", 100, ms))
                .addMetrics(number("Admin/ProdDefectiveCount", 0, ms))
                .addMetrics(metric("Admin/MachDesignSpeed", DOUBLE, ms).setDoubleValue(60))
                .build();
    }

    MachineEvent death(long ms) {
        return event(EventKind.EVENT_KIND_DEATH, ms).build();
    }

    MachineEvent count(long ms, long total) {
        return data(ms).addMetrics(number("Admin/ProdProcessedCount", total, ms))
                .build();
    }

    MachineEvent state(long ms, int state) {
        return data(ms).addMetrics(number("Status/StateCurrent", state, ms)).build();
    }

    /** A state that is told at one time about another. */
    MachineEvent toldAt(long receiveMs, long ms, int state, boolean historical) {
        return data(receiveMs)
                .addMetrics(number("Status/StateCurrent", state, ms).toBuilder().setHistorical(historical))
                .build();
    }

    MachineEvent order(long ms, String order) {
        return data(ms).addMetrics(metric("Admin/OrderId", STRING, ms).setStringValue(order))
                .build();
    }

    MachineEvent.Builder data(long ms) {
        return event(EventKind.EVENT_KIND_DATA, ms);
    }

    static MetricValue number(String name, long value, long ms) {
        return metric(name, INT32, ms).setIntValue(value).build();
    }

    private MachineEvent.Builder event(EventKind kind, long ms) {
        return MachineEvent.newBuilder()
                .setGroup("PLANT")
                .setNode("line")
                .setDevice("press")
                .setKind(kind)
                .setEventTimeMs(ms)
                .setReceiveTimeMs(ms)
                .setAppendTimeMs(ms)
                .setBdSeq(1)
                .setSource(SourcePosition.newBuilder().setOffset(offset++));
    }

    private static MetricValue.Builder metric(String name, int type, long ms) {
        return MetricValue.newBuilder()
                .setName(name)
                .setDatatype(type)
                .setTimeMs(ms)
                .setQuality(GOOD);
    }
}
