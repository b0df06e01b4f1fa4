package io.oeesuite.ingest.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.contracts.Topic;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/** Reads NBIRTH and DBIRTH: the metrics they declare, and the values these have at birth. */
final class Births {
    /** The most bytes of metrics in a birth: those of an MQTT message of 1 MiB, names twice, and less than Kafka takes. */
    private static final long MOST_BYTES = Topic.MAX_RECORD_BYTES / 4 * 3;

    private Births() {}

    /**
     * The birth as it is remembered and published: every metric that has a name, bdSeq included. An alias that two metrics have says nothing; it is left out,
     * and so is a metric that has no name: both are said to be dead letters. Empty when all of it is, because it is too large.
     */
    static Optional<Birth> read(Turn turn, SparkplugMessage message, OptionalInt bdSeq) {
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
        SomeNames unclear = new SomeNames();
        Set<Long> repeated = repeatedAliases(message.payload().metrics());
        long bytes = 0;
        for (Metric metric : message.payload().metrics()) {
            OptionalLong alias = metric.alias();
            if (metric.name().isEmpty()) {
                unclear.add("alias " + Long.toUnsignedString(alias.orElseThrow()) + " without a name");
                continue;
            }
            String name = metric.name().get();
            boolean clear = alias.isEmpty() || !repeated.contains(alias.getAsLong());
            if (!clear) {
                unclear.add("alias " + Long.toUnsignedString(alias.getAsLong()) + " of " + name);
            }
            BirthMetric declared = declared(name, clear ? alias : OptionalLong.empty(), metric, message);
            bytes += declared.getSerializedSize();
            if (bytes > MOST_BYTES) {
                turn.deadLetter(
                        message, DeadLetterReason.TOO_LARGE, "its birth would have more than " + MOST_BYTES + " bytes");
                return Optional.empty();
            }
            birth.addMetrics(declared);
        }
        if (!unclear.isEmpty()) {
            turn.deadLetter(message, DeadLetterReason.AMBIGUOUS_BIRTH, unclear.toString());
        }
        return Optional.of(birth.build());
    }

    private static Set<Long> repeatedAliases(List<Metric> metrics) {
        Map<Long, Optional<String>> names = new HashMap<>();
        Set<Long> repeated = new HashSet<>();
        for (Metric metric : metrics) {
            if (metric.alias().isEmpty()) {
                continue;
            }
            long alias = metric.alias().getAsLong();
            Optional<String> other = names.putIfAbsent(alias, metric.name());
            if (other != null && !other.equals(metric.name())) {
                repeated.add(alias);
            }
        }
        return repeated;
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

    private static BirthMetric declared(String name, OptionalLong alias, Metric metric, SparkplugMessage message) {
        BirthMetric.Builder declared = BirthMetric.newBuilder()
                .setName(name)
                .setDatatype(metric.dataType().map(DataType::code).orElse(0))
                .setValue(MetricValues.of(name, metric, message.timeOf(metric), false));
        alias.ifPresent(declared::setAlias);
        return declared.build();
    }
}
