package io.oeesuite.analytics.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.oeesuite.analytics.live.DayLoader.LoadedDays;
import io.oeesuite.contracts.ChangeCause;
import io.oeesuite.contracts.LedgerChange;

/**
 * The production days of all machines, kept up change by change. A machine whose change reaches too far back, is new or whose day is over
 * is stale until it has been loaded from a database that holds that change. Thread-safe; told the time, milliseconds since 1970 UTC.
 */
final class LiveBoard {
    private final Map<String, MachineDay> days = new TreeMap<>();
    private final Map<String, Waiting> stale = new HashMap<>();
    /** The latest change of a machine that has been heard of, applied or not. */
    private final Map<String, Position> heard = new HashMap<>();

    private final Map<String, Long> loadedUpTo = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    /** Where in the ledger topic a change lies. */
    record Position(int partition, long offset) {
        boolean isIn(Map<Integer, Long> applied) {
            return offset < applied.getOrDefault(partition, 0L);
        }
    }

    synchronized void apply(LedgerChange change, Position position) {
        String equipment = change.getEquipment();
        if (position.offset() < loadedUpTo.getOrDefault(equipment, 0L)) {
            return;
        }
        heard.put(equipment, position);
        Waiting waiting = stale.get(equipment);
        if (waiting != null && change.getCause() != ChangeCause.CHANGE_CAUSE_MODEL && waiting.keep(change, position)) {
            return;
        }
        MachineDay day = days.get(equipment);
        boolean mustLoad = waiting != null
                || day == null
                || change.getCause() == ChangeCause.CHANGE_CAUSE_MODEL
                || !day.apply(change);
        if (mustLoad) {
            stale.put(equipment, new Waiting(Optional.of(position)));
            return;
        }
        touched.add(equipment);
    }

    /** Whose day is over begins a new one. */
    synchronized void turnDays(long nowMs) {
        days.values().stream()
                .filter(day -> day.isOver(nowMs))
                .map(day -> day.machine().equipment())
                .forEach(equipment ->
                        stale.putIfAbsent(equipment, new Waiting(Optional.ofNullable(heard.get(equipment)))));
    }

    synchronized boolean hasStale() {
        return !stale.isEmpty();
    }

    /**
     * The stale machines that a database which has come so far can tell the day of.
     *
     * @param applied partition to the first offset that the database does not hold
     */
    synchronized Set<String> loadable(Map<Integer, Long> applied) {
        return stale.entrySet().stream()
                .filter(waits -> waits.getValue().isOverWith(applied))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    synchronized void put(LoadedDays loaded) {
        for (MachineDay day : loaded.days()) {
            String equipment = day.machine().equipment();
            days.put(equipment, day);
            touched.add(equipment);
            Position latest = heard.get(equipment);
            if (latest != null) {
                loadedUpTo.put(equipment, loaded.offsets().getOrDefault(latest.partition(), 0L));
            }
            Waiting over = stale.remove(equipment);
            if (over != null) {
                over.kept.forEach((position, change) -> apply(change, position));
            }
        }
    }

    /** What is told of the machines that have changed since the last call. */
    synchronized <T> List<T> takeTouched(long nowMs, Function<MachineDay, T> told) {
        List<T> changed = new ArrayList<>();
        for (String equipment : touched) {
            MachineDay day = days.get(equipment);
            day.fold(nowMs);
            changed.add(told.apply(day));
        }
        touched.clear();
        return changed;
    }

    /** What is told of every machine, by path. */
    synchronized <T> List<T> all(Function<MachineDay, T> told) {
        return days.values().stream().map(told).toList();
    }

    /** Machines that are online get a new tile although nothing has happened. */
    synchronized void touchOnline() {
        days.values().stream()
                .filter(day -> day.machine().live().online())
                .forEach(day -> touched.add(day.machine().equipment()));
    }

    /** A machine that waits for the database to hold a change, and what it has heard since. */
    private static final class Waiting {
        /** More than these and it waits for the latest: memory stays bounded while the database is away. */
        private static final int MOST_KEPT = 64;

        private final Optional<Position> change;
        private final Map<Position, LedgerChange> kept = new LinkedHashMap<>();

        /** @param change empty when the machine has told none since it was loaded */
        Waiting(Optional<Position> change) {
            this.change = change;
        }

        boolean isOverWith(Map<Integer, Long> applied) {
            return change.isEmpty() || change.get().isIn(applied);
        }

        /** @return false when there is no more room */
        boolean keep(LedgerChange later, Position position) {
            if (kept.size() == MOST_KEPT) {
                return false;
            }
            kept.put(position, later);
            return true;
        }
    }
}
