package io.oeesuite.command.commanding;

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
    private static final int MOST_EARLY = 10_000;

    private final int most;
    private final Map<String, CommandRecord> records = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Map<String, List<String>> parts = new HashMap<>();
    private final Map<String, List<CommandOutcome>> early = new LinkedHashMap<>();
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
            if (early.size() > MOST_EARLY) {
                early.remove(early.keySet().iterator().next());
            }
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
        } else {
            open.add(changed.id());
        }
        watchers.forEach(watcher -> watcher.accept(changed));
    }

    private void forgetOldest() {
        Iterator<CommandRecord> oldest = records.values().iterator();
        while (records.size() > most && oldest.hasNext()) {
            CommandRecord candidate = oldest.next();
            if (candidate.isFinal()) {
                oldest.remove();
                forgetPart(candidate.command());
            }
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
