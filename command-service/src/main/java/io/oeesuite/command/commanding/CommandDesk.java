package io.oeesuite.command.commanding;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.command.plant.PlantStep;
import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandPriority;
import io.oeesuite.contracts.CommandStatus;
import io.oeesuite.contracts.MetricValue;

/**
 * Takes what people want, checks it, and writes it to the log. It is accepted once it is read back from there, so that a replica answers what every other one would; a
 * refusal goes on record too.
 */
@ApplicationScoped
public class CommandDesk {
    private static final Duration READ_BACK_LIMIT = Duration.ofSeconds(5);
    private static final int MOST_LIMITS = 10_000;

    private final CommandingStep commanding;
    private final PlantStep plant;
    private final CommandLog log;
    private final CommandsConfig config;
    private final Clock clock;
    private final Map<SourceId, TokenBucket> limits = new HashMap<>();

    /**
     * What somebody wants.
     *
     * @param node empty: all edge nodes of the group that can be commanded so
     * @param wishes metrics to write; none for a rebirth
     * @param expiresAt empty: as settings say
     * @param key under which the same order, told again, is the same command; empty where there is none
     */
    public record Order(
            CommandKind kind,
            String group,
            Optional<String> node,
            Optional<String> device,
            List<CommandCheck.Wish> wishes,
            String actor,
            String reason,
            Optional<Instant> expiresAt,
            CommandPriority priority,
            Optional<String> key) {
        public Order {
            wishes = List.copyOf(wishes);
        }
    }

    /** What came of it. */
    public sealed interface Answer {
        /** @param id of the command, or of the command to a group that has parts */
        record Accepted(String id, List<String> parts) implements Answer {
            public Accepted {
                parts = List.copyOf(parts);
            }
        }

        record Refused(CommandProblem problem) implements Answer {}

        /** The key was used for something else. */
        record KeyTaken(String key) implements Answer {}

        /** Kafka did not answer: it is not known whether the command was accepted. */
        record Unavailable() implements Answer {}
    }

    /** What came of a decision about a command that waits for approval. */
    public enum Decision {
        DONE,
        UNKNOWN_COMMAND,
        NOT_WAITING,
        OWN_COMMAND,
        UNAVAILABLE
    }

    CommandDesk(CommandingStep commanding, PlantStep plant, CommandLog log, CommandsConfig config, Clock clock) {
        this.commanding = commanding;
        this.plant = plant;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    public Answer submit(Order order) {
        return order.node()
                .map(node -> one(order, new SourceId(order.group(), node, order.device())))
                .orElseGet(() -> toGroup(order));
    }

    /** An order to the host. Completes when this replica has obeyed; the others follow. */
    public Answer orderHost(boolean online, String actor, String reason) {
        Command command = Command.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setKind(online ? CommandKind.COMMAND_KIND_HOST_ONLINE : CommandKind.COMMAND_KIND_HOST_OFFLINE)
                .setActor(actor)
                .setReason(reason)
                .setAcceptedMs(clock.millis())
                .build();
        return written(command) ? new Answer.Accepted(command.getId(), List.of()) : new Answer.Unavailable();
    }

    /** Approves or rejects a command that waits for it. */
    public Decision decide(String id, boolean approved, String actor, String reason) {
        Optional<CommandRecord> found = commanding.book().find(id);
        if (found.isEmpty()) {
            return Decision.UNKNOWN_COMMAND;
        }
        if (!found.get().isWaitingForApproval()) {
            return Decision.NOT_WAITING;
        }
        Command command = found.get().command();
        if (approved && command.getActor().equals(actor)) {
            return Decision.OWN_COMMAND;
        }
        CommandOutcome decision = outcome(command)
                .setStatus(approved ? CommandStatus.COMMAND_STATUS_APPROVED : CommandStatus.COMMAND_STATUS_REJECTED)
                .setActor(actor)
                .setDetail(reason)
                .build();
        return readBack(log.write(decision), id, after -> !after.isWaitingForApproval())
                ? Decision.DONE
                : Decision.UNAVAILABLE;
    }

    private Answer one(Order order, SourceId target) {
        String id = order.key()
                .map(CommandDesk::idOf)
                .orElseGet(() -> UUID.randomUUID().toString());
        long nowMs = clock.millis();
        Optional<CommandRecord> before = commanding.book().find(id);
        if (before.isPresent()) {
            return same(order, target, before.get())
                    ? accepted(id)
                    : new Answer.KeyTaken(order.key().orElse(""));
        }
        CommandCheck.Verdict verdict = verdict(order, target, nowMs);
        return switch (verdict) {
            case CommandCheck.Verdict.Refused(CommandProblem problem) -> {
                keep(
                        command(
                                order,
                                target,
                                asked(order),
                                false,
                                nowMs,
                                UUID.randomUUID().toString(),
                                ""),
                        problem);
                yield new Answer.Refused(problem);
            }
            case CommandCheck.Verdict.Accepted(List<MetricValue> metrics, boolean critical) -> {
                if (!written(command(order, target, metrics, critical, nowMs, id, ""))) {
                    yield new Answer.Unavailable();
                }
                // another replica may have taken the same key for something else meanwhile
                CommandRecord read = commanding.book().find(id).orElseThrow();
                yield same(order, target, read)
                        ? accepted(id)
                        : new Answer.KeyTaken(order.key().orElse(""));
            }
        };
    }

    private Answer toGroup(Order order) {
        String whole = order.key()
                .map(CommandDesk::idOf)
                .orElseGet(() -> UUID.randomUUID().toString());
        List<CommandRecord> before = commanding.book().parts(whole);
        if (!before.isEmpty()) {
            boolean same = before.stream().allMatch(part -> same(order, part.target(), part));
            return same
                    ? new Answer.Accepted(
                            whole, before.stream().map(CommandRecord::id).toList())
                    : new Answer.KeyTaken(order.key().orElse(""));
        }
        long nowMs = clock.millis();
        List<Command> parts = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (Source source : plant.plant().all()) {
            if (!source.id().group().equals(order.group())
                    || source.id().device().isPresent()) {
                continue;
            }
            SourceId target = new SourceId(order.group(), source.id().node(), order.device());
            switch (verdict(order, target, nowMs)) {
                case CommandCheck.Verdict.Refused(CommandProblem problem) -> refusals.add(problem.detail());
                case CommandCheck.Verdict.Accepted(List<MetricValue> metrics, boolean critical) ->
                    parts.add(command(order, target, metrics, critical, nowMs, idOf(whole + "/" + target), whole));
            }
        }
        if (parts.isEmpty()) {
            return new Answer.Refused(new CommandProblem.NothingToCommand(order.group(), refusals));
        }
        List<CompletableFuture<Void>> writes = parts.stream().map(log::write).toList();
        boolean all = true;
        for (int i = 0; i < parts.size(); i++) {
            all = readBack(writes.get(i), parts.get(i).getId(), found -> true) && all;
        }
        return all
                ? new Answer.Accepted(whole, parts.stream().map(Command::getId).toList())
                : new Answer.Unavailable();
    }

    private CommandCheck.Verdict verdict(Order order, SourceId target, long nowMs) {
        Optional<CommandProblem> badExpiry = badExpiry(order, nowMs);
        if (badExpiry.isPresent()) {
            return new CommandCheck.Verdict.Refused(badExpiry.get());
        }
        CommandCheck check = commanding.check();
        CommandCheck.Verdict verdict = order.kind() == CommandKind.COMMAND_KIND_REBIRTH
                ? check.rebirth(target)
                : check.write(target, order.wishes(), nowMs);
        if (verdict instanceof CommandCheck.Verdict.Accepted && !mayTake(target.edgeNode(), nowMs)) {
            return new CommandCheck.Verdict.Refused(
                    new CommandProblem.RateLimited(target.edgeNode().toString(), config.perSecond()));
        }
        return verdict;
    }

    private Optional<CommandProblem> badExpiry(Order order, long nowMs) {
        if (order.expiresAt().isEmpty()) {
            return Optional.empty();
        }
        Instant expiresAt = order.expiresAt().get();
        Instant now = Instant.ofEpochMilli(nowMs);
        if (!expiresAt.isAfter(now)) {
            return Optional.of(new CommandProblem.BadExpiry("\"expiresAt\" (" + expiresAt + ") is over already."));
        }
        if (expiresAt.isAfter(now.plus(config.longestExpiry()))) {
            return Optional.of(new CommandProblem.BadExpiry(
                    "\"expiresAt\" (" + expiresAt + ") is more than " + config.longestExpiry() + " from now."));
        }
        return Optional.empty();
    }

    private synchronized boolean mayTake(SourceId node, long nowMs) {
        if (limits.size() > MOST_LIMITS) {
            limits.clear();
        }
        return limits.computeIfAbsent(
                        node, first -> new TokenBucket(config.perSecond(), 2.0 * config.perSecond(), nowMs))
                .take(nowMs);
    }

    private Command command(
            Order order,
            SourceId target,
            List<MetricValue> metrics,
            boolean critical,
            long nowMs,
            String id,
            String partOf) {
        Duration wait = critical ? config.criticalExpiry() : config.expiry();
        return Command.newBuilder()
                .setId(id)
                .setKind(order.kind())
                .setGroup(target.group())
                .setNode(target.node())
                .setDevice(target.deviceOrEmpty())
                .addAllMetrics(metrics)
                .setActor(order.actor())
                .setReason(order.reason())
                .setAcceptedMs(nowMs)
                .setExpiresMs(order.expiresAt().map(Instant::toEpochMilli).orElse(nowMs + wait.toMillis()))
                .setPriority(order.priority())
                .setCritical(critical)
                .setPartOf(partOf)
                .build();
    }

    /** What was asked for, as it was given: nobody has read it as a type. */
    private static List<MetricValue> asked(Order order) {
        return order.wishes().stream()
                .map(wish -> MetricValue.newBuilder()
                        .setName(wish.name())
                        .setStringValue(wish.value().shown())
                        .build())
                .toList();
    }

    /** A refusal is on record even if nobody waits for it to be written. */
    private void keep(Command refused, CommandProblem problem) {
        if (problem instanceof CommandProblem.RateLimited) {
            // who asks too often must not fill the log either
            return;
        }
        log.write(outcome(refused)
                .setStatus(CommandStatus.COMMAND_STATUS_REJECTED)
                .setProblem(problem.name())
                .setDetail(problem.detail())
                .setRefused(refused)
                .build());
    }

    private boolean written(Command command) {
        return readBack(log.write(command), command.getId(), found -> true);
    }

    /** Waits until the book says so, as every other replica's will. */
    private boolean readBack(
            CompletableFuture<Void> write, String id, java.util.function.Predicate<CommandRecord> expected) {
        CommandBook book = commanding.book();
        var read = new CompletableFuture<Void>();
        Consumer<CommandRecord> watcher = changed -> {
            if (changed.id().equals(id) && expected.test(changed)) {
                read.complete(null);
            }
        };
        book.watch(watcher);
        try {
            book.find(id).filter(expected).ifPresent(there -> read.complete(null));
            write.thenCombine(read, (one, other) -> one).get(READ_BACK_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException away) {
            return false;
        } finally {
            book.unwatch(watcher);
        }
    }

    private CommandOutcome.Builder outcome(Command command) {
        return CommandOutcome.newBuilder()
                .setCommandId(command.getId())
                .setGroup(command.getGroup())
                .setNode(command.getNode())
                .setDevice(command.getDevice())
                .setTimeMs(clock.millis());
    }

    /** Whether the order is the one that the command was accepted for. */
    private static boolean same(Order order, SourceId target, CommandRecord found) {
        Command command = found.command();
        return command.getKind() == order.kind()
                && found.target().equals(target)
                && command.getActor().equals(order.actor())
                && command.getMetricsCount() == order.wishes().size()
                && order.wishes().stream()
                        .allMatch(wish -> command.getMetricsList().stream()
                                .anyMatch(metric -> metric.getName().equals(wish.name())
                                        && io.oeesuite.sparkplug.DataType.of(metric.getDatatype())
                                                .flatMap(type -> wish.value().as(wish.name(), type, metric.getTimeMs()))
                                                .filter(metric::equals)
                                                .isPresent()));
    }

    private static Answer accepted(String id) {
        return new Answer.Accepted(id, List.of());
    }

    private static String idOf(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
