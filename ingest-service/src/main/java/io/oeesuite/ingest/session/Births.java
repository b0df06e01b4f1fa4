package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/** Reads NBIRTH and DBIRTH: the metrics they declare, and the values these have at birth. */
final class Births {
    private Births() {}

    /** The birth as it is remembered and published: every metric, bdSeq included. */
    static Birth declaration(SparkplugMessage message, OptionalInt bdSeq) {
        Birth.Builder birth = Birth.newBuilder()
                .setGroup(message.topic().group())
                .setNode(message.topic().node())
                .setDevice(message.device())
                .setBirthTimeMs(message.timeMs())
                .setReceiveTimeMs(message.origin().receiveTimeMs())
                .setOnline(true)
                .setSinceMs(message.timeMs())
                .setSource(message.origin().position());
        bdSeq.ifPresent(birth::setBdSeq);
        for (Metric metric : message.payload().metrics()) {
            metric.name().ifPresent(name -> birth.addMetrics(declared(name, metric, message)));
        }
        return birth.build();
    }

    /** The values at birth as facts, without bdSeq, which is the session's and not the machine's. */
    static MachineEvent event(SparkplugMessage message, Birth birth, OptionalInt bdSeq) {
        List<MetricValue> values = new ArrayList<>(birth.getMetricsCount());
        for (BirthMetric metric : birth.getMetricsList()) {
            if (!metric.getName().equals(SparkplugMessage.BD_SEQ)) {
                values.add(metric.getValue());
            }
        }
        return MachineEvents.of(message, EventKind.EVENT_KIND_BIRTH, bdSeq, values);
    }

    private static BirthMetric declared(String name, Metric metric, SparkplugMessage message) {
        BirthMetric.Builder declared = BirthMetric.newBuilder()
                .setName(name)
                .setDatatype(metric.dataType().map(DataType::code).orElse(0))
                .setValue(MetricValues.of(name, metric, message.timeOf(metric), false));
        metric.alias().ifPresent(declared::setAlias);
        return declared.build();
    }
}
