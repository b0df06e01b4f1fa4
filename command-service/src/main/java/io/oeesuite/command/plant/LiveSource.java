package io.oeesuite.command.plant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;

/**
 * What is known of one edge node or device. Births and events come by different topics and may overtake each other: values are those of the message that was received
 * last. Not thread-safe.
 */
final class LiveSource {
    private final Map<String, LiveMetric> metrics = new LinkedHashMap<>();
    private OptionalInt bdSeq = OptionalInt.empty();
    private Optional<Source> snapshot = Optional.empty();
    private boolean online;
    private long sinceMs;
    private long bornMs;

    record LiveMetric(BirthMetric declared, MetricValue value, long receivedMs) {}

    boolean isOnline() {
        return online;
    }

    long bornMs() {
        return bornMs;
    }

    /** As it is now; made anew only after something has changed. */
    Source snapshot(SourceId id) {
        if (snapshot.isEmpty()) {
            snapshot = Optional.of(new Source(
                    id,
                    online,
                    sinceMs,
                    bornMs,
                    bdSeq,
                    metrics.values().stream()
                            .map(metric ->
                                    new Source.Metric(metric.declared(), metric.value(), metric.receivedMs(), !online))
                            .toList()));
        }
        return snapshot.get();
    }

    /** Its last birth as ingest-service keeps it: what it has, and whether it is there. */
    void declare(Birth birth) {
        snapshot = Optional.empty();
        online = birth.getOnline();
        sinceMs = birth.getSinceMs();
        if (birth.getReceiveTimeMs() < bornMs) {
            return;
        }
        bornMs = birth.getReceiveTimeMs();
        bdSeq = birth.hasBdSeq() ? OptionalInt.of(birth.getBdSeq()) : OptionalInt.empty();
        Map<String, LiveMetric> before = new LinkedHashMap<>(metrics);
        metrics.clear();
        for (BirthMetric declared : birth.getMetricsList()) {
            LiveMetric known = before.get(declared.getName());
            boolean newer = known != null && known.receivedMs() >= bornMs;
            metrics.put(
                    declared.getName(),
                    newer
                            ? new LiveMetric(declared, known.value(), known.receivedMs())
                            : new LiveMetric(declared, declared.getValue(), bornMs));
        }
    }

    /** What a message said. Historical values are facts of the past and never move a live one. */
    void hear(MachineEvent event) {
        if (event.getKind() == EventKind.EVENT_KIND_DEATH || event.getReceiveTimeMs() < bornMs) {
            return;
        }
        snapshot = Optional.empty();
        for (MetricValue value : event.getMetricsList()) {
            LiveMetric known = metrics.get(value.getName());
            if (known != null && !value.getHistorical() && event.getReceiveTimeMs() >= known.receivedMs()) {
                metrics.put(value.getName(), new LiveMetric(known.declared(), value, event.getReceiveTimeMs()));
            }
        }
    }
}
