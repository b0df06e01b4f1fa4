package io.oeesuite.analytics.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import io.oeesuite.analytics.live.DayLoader.LoadedDays;
import io.oeesuite.contracts.ChangeCause;
import io.oeesuite.contracts.LedgerChange;

/**
 * The production days of all machines, kept up change by change. A machine whose change reaches too far back, is new or whose day is over
 * is stale until it has been loaded from a database that holds that change. Thread-safe; told the time, milliseconds since 1970 UTC.
 */
final class LiveBoard {
    private final Map<String, MachineDay> days = new TreeMap<>();
    private final Map<String, Position> stale = new HashMap<>();
    private final Map<String, Long> loadedUpTo = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    /** Where in the ledger topic a change lies. */
    record Position(int partition, long offset) {}

    synchronized void apply(LedgerChange change, Position position) {
        String equipment = change.getEquipment();
        if (position.offset() < loadedUpTo.getOrDefault(equipment, 0L)) {
            return;
        }
        MachineDay day = days.get(equipment);
        boolean mustLoad = stale.containsKey(equipment)
                || day == null
                || change.getCause() == ChangeCause.CHANGE_CAUSE_MODEL
                || !day.apply(change);
        if (mustLoad) {
            stale.put(equipment, position);
            return;
        }
        touched.add(equipment);
    }

    /** Whose day is over begins a new one. */
    synchronized void turnDays(long nowMs) {
        days.values().stream()
                .filter(day -> day.isOver(nowMs))
                .forEach(day -> stale.putIfAbsent(day.machine().equipment(), new Position(0, -1)));
    }

    synchronized boolean hasStale() {
        return !stale.isEmpty();
    }

    /** Whether this machine waits to be loaded and a database that has come so far holds what it waits for. */
    synchronized boolean canLoad(String equipment, Map<Integer, Long> applied) {
        Position position = stale.get(equipment);
        return position != null && position.offset() < applied.getOrDefault(position.partition(), 0L);
    }

    synchronized void put(LoadedDays loaded) {
        for (MachineDay day : loaded.days()) {
            String equipment = day.machine().equipment();
            days.put(equipment, day);
            Position waited = stale.remove(equipment);
            if (waited != null && waited.offset() >= 0) {
                loadedUpTo.put(equipment, loaded.offsets().getOrDefault(waited.partition(), 0L));
            }
            touched.add(equipment);
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
}
