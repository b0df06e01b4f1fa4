package io.oeesuite.command.plant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.MachineEvent;

/** All edge nodes and devices that were ever born, as they are now. Thread-safe; what it hands out does not change. */
public final class Plant {
    private static final int MOST_EARLY = 100;

    private final Map<SourceId, LiveSource> sources = new HashMap<>();
    private final Map<SourceId, List<MachineEvent>> early = new HashMap<>();

    /** A birth that is not there any more: the source is forgotten. */
    synchronized void forget(SourceId id) {
        sources.remove(id);
    }

    synchronized void declare(Birth birth) {
        SourceId id = SourceId.of(birth.getGroup(), birth.getNode(), birth.getDevice());
        LiveSource source = sources.computeIfAbsent(id, unborn -> new LiveSource());
        source.declare(birth);
        List<MachineEvent> waiting = early.remove(id);
        if (waiting != null) {
            waiting.forEach(source::hear);
        }
    }

    synchronized void hear(MachineEvent event) {
        SourceId id = id(event);
        LiveSource source = sources.get(id);
        if (source == null) {
            // the birth comes by another topic
            List<MachineEvent> waiting = early.computeIfAbsent(id, unborn -> new ArrayList<>());
            if (waiting.size() < MOST_EARLY) {
                waiting.add(event);
            }
            return;
        }
        source.hear(event);
    }

    static SourceId id(MachineEvent event) {
        return SourceId.of(event.getGroup(), event.getNode(), event.getDevice());
    }

    public synchronized Optional<Source> find(SourceId id) {
        return Optional.ofNullable(sources.get(id)).map(live -> live.snapshot(id));
    }

    /** All of them in the order of their names, devices after their edge node. */
    public synchronized List<Source> all() {
        return sources.entrySet().stream()
                .map(entry -> entry.getValue().snapshot(entry.getKey()))
                .sorted(Comparator.comparing(source -> source.id().toString()))
                .toList();
    }

    /** When the oldest source that is online was born, milliseconds since 1970 UTC; empty when none is. */
    synchronized Optional<Long> oldestBirthMs() {
        return sources.values().stream()
                .filter(LiveSource::isOnline)
                .map(LiveSource::bornMs)
                .min(Long::compare);
    }
}
