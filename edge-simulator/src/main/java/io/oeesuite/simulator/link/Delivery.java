package io.oeesuite.simulator.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.oeesuite.simulator.edge.EdgeModel;
import io.oeesuite.simulator.edge.SparkplugSession;
import io.oeesuite.simulator.edge.TagTable;
import io.oeesuite.simulator.outbox.Entry;
import io.oeesuite.simulator.outbox.Outbox;
import io.oeesuite.sparkplug.Metric;

/**
 * Takes readings out of the outbox, in order, and sends them. A reading older than the last birth goes as historical data, several in one message; one
 * younger goes live. It leaves the outbox only when the broker has it; after a lost connection everything that is still there goes again. Not thread-safe:
 * used on the node's executor.
 */
final class Delivery {

    private static final int MESSAGES_IN_FLIGHT = 64;
    private static final int ENTRIES_AT_ONCE = 400;
    private static final int METRICS_PER_MESSAGE = 250;

    private final EdgeModel model;
    private final SparkplugSession session;
    private final Outbox outbox;
    private final FaultLine line;
    private final Executor executor;
    private final LongSupplier clock;
    private final Set<Long> inFlight = new HashSet<>();
    private final Map<Long, CompletableFuture<Void>> awaited = new HashMap<>();
    private final Map<String, Long> deviceHorizons = new HashMap<>();
    private long horizon;
    private long newestHistory;
    private long cursor;
    private int messagesInFlight;
    private int connection;
    private boolean open;

    Delivery(
            EdgeModel model,
            SparkplugSession session,
            Outbox outbox,
            FaultLine line,
            Executor executor,
            LongSupplier clock) {
        this.model = model;
        this.session = session;
        this.outbox = outbox;
        this.line = line;
        this.executor = executor;
        this.clock = clock;
    }

    /** The node has been born: what was read before is history. */
    void born() {
        horizon = outbox.lastId();
        newestHistory = horizon;
        cursor = 0;
        open = true;
        pump();
    }

    /** A device has been born: what was read from it before is history. */
    void born(String device) {
        newestHistory = outbox.lastId();
        deviceHorizons.put(device, newestHistory);
        cursor = 0;
        pump();
    }

    /** The connection is gone, and with it the certainty about what was in flight. */
    void end() {
        open = false;
        connection++;
        messagesInFlight = 0;
        inFlight.clear();
    }

    /** Completes when the newest reading of the outbox has arrived. */
    CompletableFuture<Void> arrivalOfNewest() {
        return awaited.computeIfAbsent(outbox.lastId(), id -> new CompletableFuture<>());
    }

    /** Sends what there is to send, as far as enough has been confirmed. */
    void pump() {
        while (open && messagesInFlight < MESSAGES_IN_FLIGHT) {
            int most = cursor < newestHistory ? ENTRIES_AT_ONCE : MESSAGES_IN_FLIGHT - messagesInFlight;
            List<Entry> entries = outbox.after(cursor, most);
            if (entries.isEmpty()) {
                return;
            }
            cursor = entries.getLast().id();
            send(entries);
        }
    }

    private void send(List<Entry> entries) {
        Map<Optional<String>, Bundle> history = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Optional<String> device = entry.reading().device();
            if (inFlight.contains(entry.id()) || mustWait(device)) {
                continue;
            }
            List<Metric> metrics = declared(entry);
            if (entry.id() > horizonOf(device)) {
                history.forEach(this::send);
                history.clear();
                send(device, new Bundle(List.of(entry.id()), metrics));
                continue;
            }
            Bundle bundle = history.computeIfAbsent(device, none -> new Bundle(new ArrayList<>(), new ArrayList<>()));
            bundle.ids().add(entry.id());
            metrics.forEach(metric -> bundle.metrics().add(metric.asHistorical()));
            if (bundle.metrics().size() >= METRICS_PER_MESSAGE) {
                send(device, history.remove(device));
            }
        }
        history.forEach(this::send);
    }

    private void send(Optional<String> device, Bundle bundle) {
        if (bundle.metrics().isEmpty()) {
            outbox.remove(bundle.ids());
            return;
        }
        inFlight.addAll(bundle.ids());
        messagesInFlight++;
        int sentOn = connection;
        line.sendData(session.data(device, bundle.metrics(), clock.getAsLong()))
                .whenComplete((nothing, problem) ->
                        executor.execute(() -> arrived(bundle.ids(), sentOn, Optional.ofNullable(problem))));
    }

    private void arrived(List<Long> ids, int sentOn, Optional<Throwable> problem) {
        if (sentOn == connection) {
            messagesInFlight--;
            ids.forEach(inFlight::remove);
        }
        if (problem.isEmpty()) {
            outbox.remove(ids);
            ids.stream()
                    .map(awaited::remove)
                    .filter(waiting -> waiting != null)
                    .forEach(waiting -> waiting.complete(null));
        }
        pump();
    }

    /** Readings of a device that is offline wait for its birth; those of a device that is no more are nobody's. */
    private boolean mustWait(Optional<String> device) {
        return device.isPresent() && model.has(device.get()) && !model.isOnline(device.get());
    }

    /** What of a reading the present birth announces; an older scenario may have had other metrics. */
    private List<Metric> declared(Entry entry) {
        Optional<TagTable> tags = model.tags(entry.reading().device());
        return entry.reading().metrics().stream()
                .filter(metric -> tags.flatMap(table -> table.find(metric.name().orElseThrow()))
                        .filter(tag -> metric.dataType().equals(Optional.of(tag.type())))
                        .isPresent())
                .toList();
    }

    private long horizonOf(Optional<String> device) {
        return Math.max(horizon, device.map(deviceHorizons::get).orElse(0L));
    }

    private record Bundle(List<Long> ids, List<Metric> metrics) {}
}
