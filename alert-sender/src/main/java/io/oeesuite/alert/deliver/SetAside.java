package io.oeesuite.alert.deliver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;

/**
 * What a channel could not tell and has set aside to go on with the rest, and what must wait behind it because it is of the same machine. The places in the log
 * are committed beside the channel's own, so that nothing set aside is forgotten. For one thread.
 */
final class SetAside {
    /** As many as the text that Kafka takes with a commit has room for, amply. */
    static final int MOST = 50;

    private final List<Untold> untold = new ArrayList<>();

    boolean hasRoom() {
        return untold.size() < MOST;
    }

    int size() {
        return untold.size();
    }

    boolean concerns(String machine) {
        return untold.stream().anyMatch(each -> each.machine().equals(machine));
    }

    void add(Untold one) {
        untold.add(one);
    }

    void remove(Untold one) {
        untold.remove(one);
    }

    void clear() {
        untold.clear();
    }

    /** Those whose time has come, the longest overdue first; of each machine only the oldest. */
    List<Untold> due(long nowMs) {
        Set<String> machines = new HashSet<>();
        return untold.stream()
                .filter(each -> machines.add(each.machine()))
                .filter(each -> each.dueMs() <= nowMs)
                .sorted(Comparator.comparingLong(Untold::dueMs))
                .toList();
    }

    Optional<Untold> first() {
        return untold.stream().findFirst();
    }

    /** When the oldest was decided. */
    OptionalLong oldestMs() {
        return untold.stream()
                .mapToLong(each -> each.notification().getDecidedMs())
                .min();
    }

    /** The places in a partition, as they are committed. */
    String places(TopicPartition partition) {
        return untold.stream()
                .filter(each -> each.partition().equals(partition))
                .map(each -> Long.toString(each.offset()))
                .collect(Collectors.joining(","));
    }

    /** @param committed as {@link #places} wrote it; what others wrote is no place */
    static List<Long> offsets(String committed) {
        return Stream.of(committed.split(","))
                .filter(place -> place.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .sorted()
                .toList();
    }
}
