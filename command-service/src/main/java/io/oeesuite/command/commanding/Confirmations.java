package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MetricValue;

/**
 * The commands that were sent and are waiting for the device's own data to confirm them: a write is confirmed when every metric of it has been reported with the
 * commanded value, a rebirth by the birth. Thread-safe.
 */
final class Confirmations {
    private final long patienceMs;
    private final Map<SourceId, List<Open>> byTarget = new HashMap<>();

    private static final class Open {
        private final String id;
        private final CommandKind kind;
        private final long sentMs;
        private final long overdueMs;
        private final Map<String, MetricValue> missing = new LinkedHashMap<>();

        Open(Command command, long sentMs, long overdueMs) {
            this.id = command.getId();
            this.kind = command.getKind();
            this.sentMs = sentMs;
            this.overdueMs = overdueMs;
            command.getMetricsList().forEach(metric -> missing.put(metric.getName(), metric));
        }
    }

    /** A command whose time for confirmation is over, and what is missing. */
    record Overdue(String id, String missing) {}

    /** @param patience how long the data may take */
    Confirmations(Duration patience) {
        this.patienceMs = patience.toMillis();
    }

    /** @param sentMs milliseconds since 1970 UTC */
    synchronized void expect(CommandRecord sent, long sentMs) {
        byTarget.computeIfAbsent(sent.target(), target -> new ArrayList<>())
                .add(new Open(sent.command(), sentMs, sentMs + patienceMs));
    }

    /** Whether an event of this source can confirm anything. */
    synchronized boolean isExpected(SourceId source) {
        return byTarget.containsKey(source);
    }

    /** The ids of the commands that the event confirms: none of those that were sent after it was received. */
    synchronized List<String> hear(SourceId source, MachineEvent event) {
        return confirm(source, open -> event.getReceiveTimeMs() >= open.sentMs && isConfirmed(open, event));
    }

    /** Those whose time is over; they are not waited for any more. */
    synchronized List<Overdue> overdue(long nowMs) {
        List<Overdue> overdue = new ArrayList<>();
        byTarget.values()
                .forEach(waiting -> waiting.removeIf(open -> {
                    boolean late = open.overdueMs <= nowMs;
                    if (late) {
                        overdue.add(new Overdue(open.id, missing(open)));
                    }
                    return late;
                }));
        byTarget.values().removeIf(List::isEmpty);
        return overdue;
    }

    synchronized void forgetAll() {
        byTarget.clear();
    }

    private List<String> confirm(SourceId source, java.util.function.Predicate<Open> confirmed) {
        List<Open> waiting = Optional.ofNullable(byTarget.get(source)).orElse(List.of());
        List<String> ids = new ArrayList<>();
        if (waiting.isEmpty()) {
            return ids;
        }
        waiting.removeIf(open -> {
            boolean done = confirmed.test(open);
            if (done) {
                ids.add(open.id);
            }
            return done;
        });
        if (waiting.isEmpty()) {
            byTarget.remove(source);
        }
        return ids;
    }

    private static boolean isConfirmed(Open open, MachineEvent event) {
        return switch (open.kind) {
            case COMMAND_KIND_REBIRTH -> event.getKind() == EventKind.EVENT_KIND_BIRTH;
            case COMMAND_KIND_WRITE -> {
                for (MetricValue said : event.getMetricsList()) {
                    MetricValue wanted = open.missing.get(said.getName());
                    if (wanted != null && !said.getHistorical() && MetricValues.same(wanted, said)) {
                        open.missing.remove(said.getName());
                    }
                }
                yield open.missing.isEmpty();
            }
            case COMMAND_KIND_HOST_OFFLINE, COMMAND_KIND_HOST_ONLINE, COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private static String missing(Open open) {
        return open.kind == CommandKind.COMMAND_KIND_REBIRTH
                ? "no birth came"
                : "not reported with the commanded value: " + String.join(", ", open.missing.keySet());
    }
}
