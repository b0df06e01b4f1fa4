package io.oeesuite.command.commanding;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.command.plant.PlantStep;
import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;

/**
 * Takes what people want, checks it, and writes it to the log. It is accepted once it is read back from there, so that a replica answers what every other one would; a
 * refusal goes on record too.
 */
@ApplicationScoped
public class CommandDesk {
    private final CommandingStep commanding;
    private final PlantStep plant;
    private final CommandLog log;
    private final CommandsConfig config;
    private final Clock clock;
    private final OrderCheck check;

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
        this.check = new OrderCheck(config);
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
        if (approved && Actors.same(command.getActor(), actor)) {
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
        String id = order.newId();
        Optional<CommandRecord> before = commanding.book().find(id);
        if (before.isPresent()) {
            return answer(order, target, before.get());
        }
        long nowMs = clock.millis();
        return switch (verdict(order, target, nowMs)) {
            case CommandCheck.Verdict.Refused(CommandProblem problem) -> {
                keep(order, target, nowMs, problem);
                yield new Answer.Refused(problem);
            }
            case CommandCheck.Verdict.Accepted accepted ->
                // another replica may take the same key for something else meanwhile
                written(command(order, target, accepted, nowMs, id, ""))
                        ? answer(order, target, commanding.book().find(id).orElseThrow())
                        : new Answer.Unavailable();
        };
    }

    private static Answer answer(Order order, SourceId target, CommandRecord found) {
        return order.isOf(target, found)
                ? new Answer.Accepted(found.id(), List.of())
                : new Answer.KeyTaken(order.key().orElse(""));
    }

    private Answer toGroup(Order order) {
        String whole = order.newId();
        List<CommandRecord> before = commanding.book().parts(whole);
        if (!before.isEmpty()) {
            boolean same = before.stream().allMatch(part -> order.isOf(part.target(), part));
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
                case CommandCheck.Verdict.Accepted accepted ->
                    parts.add(command(order, target, accepted, nowMs, Order.partId(whole, target), whole));
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
        return check.verdict(order, target, commanding.check(), nowMs);
    }

    private Command command(
            Order order,
            SourceId target,
            CommandCheck.Verdict.Accepted accepted,
            long nowMs,
            String id,
            String partOf) {
        Duration wait = accepted.critical() ? config.criticalExpiry() : config.expiry();
        return order.toCommand(target, accepted.metrics(), accepted.critical(), wait, nowMs, id, partOf);
    }

    /** A refusal is on record even if nobody waits for it to be written. */
    private void keep(Order order, SourceId target, long nowMs, CommandProblem problem) {
        if (problem instanceof CommandProblem.RateLimited) {
            // who asks too often must not fill the log either
            return;
        }
        Command refused = order.toCommand(
                target,
                order.asked(),
                false,
                config.expiry(),
                nowMs,
                UUID.randomUUID().toString(),
                "");
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

    private boolean readBack(CompletableFuture<Void> write, String id, Predicate<CommandRecord> expected) {
        return new ReadBack(commanding.book()).of(write, id, expected);
    }

    private CommandOutcome.Builder outcome(Command command) {
        return CommandOutcome.newBuilder()
                .setCommandId(command.getId())
                .setGroup(command.getGroup())
                .setNode(command.getNode())
                .setDevice(command.getDevice())
                .setTimeMs(clock.millis());
    }
}
