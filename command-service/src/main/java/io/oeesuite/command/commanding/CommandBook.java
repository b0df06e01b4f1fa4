package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandOutcome;

/**
 * What the log of commands and outcomes says: a fold over it, so that every replica that reads it knows the same. Outcomes may be read before their command. The oldest
 * commands that are done with are forgotten; those that are not stay. Thread-safe.
 */
public final class CommandBook {
    /** More than the clocks of replicas differ, and than a command takes from its acceptance to the log. */
    private static final long SLACK_MS = Duration.ofHours(1).toMillis();

    private final int most;
    private final Map<String, CommandRecord> records = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final Map<String, List<String>> parts = new HashMap<>();
    private final Map<String, List<CommandOutcome>> early = new LinkedHashMap<>();
    private long newestAcceptedMs;
    private final List<Consumer<CommandRecord>> watchers = new CopyOnWriteArrayList<>();

    /** @param most commands to remember */
    CommandBook(int most) {
        this.most = most;
    }

    /** Who is told of each change, in the order of the changes; must not take long. */
    public void watch(Consumer<CommandRecord> watcher) {
        watchers.add(watcher);
    }

    /** The same, beginning with what is there: nothing comes in between. */
    public synchronized void watchFromNow(Consumer<CommandRecord> watcher, Supplier<List<CommandRecord>> first) {
        watchers.add(watcher);
        first.get().forEach(watcher);
    }

    public void unwatch(Consumer<CommandRecord> watcher) {
        watchers.remove(watcher);
    }

    /** @param order place in the log */
    synchronized void accept(Command command, long order) {
        newestAcceptedMs = Math.max(newestAcceptedMs, command.getAcceptedMs());
        enter(command, order);
        forgetStrays();
    }

    private void enter(Command command, long order) {
        if (records.containsKey(command.getId())) {
            return;
        }
        if (!command.getPartOf().isEmpty()) {
            parts.computeIfAbsent(command.getPartOf(), whole -> new ArrayList<>())
                    .add(command.getId());
        }
        put(CommandRecord.accepted(command, order));
        List<CommandOutcome> waiting = early.remove(command.getId());
        if (waiting != null) {
            waiting.forEach(this::apply);
        }
        forgetOldest();
    }

    synchronized void apply(CommandOutcome outcome) {
        if (outcome.hasRefused()) {
            refuse(outcome);
            return;
        }
        CommandRecord known = records.get(outcome.getCommandId());
        if (known == null) {
            early.computeIfAbsent(outcome.getCommandId(), unknown -> new ArrayList<>())
                    .add(outcome);
            return;
        }
        CommandRecord changed = known.after(outcome);
        if (changed != known) {
            put(changed);
        }
    }

    /** Nobody must see it as accepted meanwhile. */
    private void refuse(CommandOutcome outcome) {
        if (!records.containsKey(outcome.getCommandId())) {
            put(CommandRecord.accepted(outcome.getRefused(), Long.MAX_VALUE).after(outcome));
            forgetOldest();
        }
    }

    public synchronized Optional<CommandRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    /** The parts of a command to a group. */
    public synchronized List<CommandRecord> parts(String whole) {
        return parts.getOrDefault(whole, List.of()).stream()
                .map(records::get)
                .filter(found -> found != null)
                .toList();
    }

    /** Those that are not done with, in the order of acceptance. */
    synchronized List<CommandRecord> open() {
        return open.stream().map(records::get).toList();
    }

    /** The newest first. */
    public synchronized List<CommandRecord> newest(Predicate<CommandRecord> wanted, int limit) {
        List<CommandRecord> all = new ArrayList<>(records.values());
        return all.reversed().stream().filter(wanted).limit(limit).toList();
    }

    private void put(CommandRecord changed) {
        records.put(changed.id(), changed);
        if (changed.isFinal()) {
            open.remove(changed.id());
            done.add(changed.id());
        } else {
            // one that was sent is followed, whatever was said of it before
            done.remove(changed.id());
            open.add(changed.id());
        }
        watchers.forEach(watcher -> watcher.accept(changed));
    }

    /**
     * An outcome is not older than its command, and commands are read in the order of their acceptance: once a much newer one has been read, the outcome's will not come any
     * more; it is older than what is read. Until then no outcome is forgotten, or a command that was sent would be sent again.
     */
    private void forgetStrays() {
        Iterator<List<CommandOutcome>> oldest = early.values().iterator();
        while (oldest.hasNext() && oldest.next().getFirst().getTimeMs() < newestAcceptedMs - SLACK_MS) {
            oldest.remove();
        }
    }

    private void forgetOldest() {
        Iterator<String> oldest = done.iterator();
        while (records.size() > most && oldest.hasNext()) {
            CommandRecord forgotten = records.remove(oldest.next());
            oldest.remove();
            forgetPart(forgotten.command());
        }
    }

    private void forgetPart(Command command) {
        Collection<String> siblings = parts.get(command.getPartOf());
        if (siblings != null) {
            siblings.remove(command.getId());
            if (siblings.isEmpty()) {
                parts.remove(command.getPartOf());
            }
        }
    }
}
