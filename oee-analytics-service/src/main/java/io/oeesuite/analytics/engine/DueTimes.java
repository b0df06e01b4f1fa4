package io.oeesuite.analytics.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/** When which machine has something to do if nothing else happens. */
final class DueTimes {
    private final NavigableSet<Due> order = new TreeSet<>();
    private final Map<String, Due> byMachine = new HashMap<>();

    private record Due(long ms, String machine) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(ms, other.ms);
            return byTime != 0 ? byTime : machine.compareTo(other.machine);
        }
    }

    void set(String machine, OptionalLong dueMs) {
        Due before = byMachine.remove(machine);
        if (before != null) {
            order.remove(before);
        }
        dueMs.ifPresent(ms -> {
            Due due = new Due(ms, machine);
            byMachine.put(machine, due);
            order.add(due);
        });
    }

    /** Takes out the machine that is due first; there must be one. */
    String takeFirst() {
        Due due = order.removeFirst();
        byMachine.remove(due.machine());
        return due.machine();
    }

    OptionalLong firstMs() {
        return order.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(order.first().ms());
    }
}
