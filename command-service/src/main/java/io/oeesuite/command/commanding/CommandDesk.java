package io.oeesuite.command.commanding;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;
import io.oeesuite.httpaccess.Printable;

/**
 * Takes what people want, checks it, and writes it to the log. It is accepted once it is read back from there, so that a replica answers what every other one would; a
 * refusal goes on record too.
 */
@ApplicationScoped
public class CommandDesk {
    private static final Logger LOG = Logger.getLogger(CommandDesk.class);

    private final Known known;
    private final CommandWriter log;
    private final CommandsConfig config;
    private final Clock clock;
    private final OrderCheck check;

    /** What came of it. */
    public sealed interface Answer {
        /**
         * @param id of the command, or of the command to a group that has parts
         * @param refusals edge nodes of the group that are left out
         */
        record Accepted(String id, List<Refusal> refusals) implements Answer {
            public Accepted {
                refusals = List.copyOf(refusals);
            }
        }

        record Refused(CommandProblem problem) implements Answer {}

        /** The key was used for something else. */
        record KeyTaken(String key) implements Answer {}

        /** Kafka did not answer, so that it is not known whether the command was accepted; or this replica does not know yet what was before its start. */
        record Unavailable() implements Answer {}
    }

    /** Why an edge node or device of a group does not get the command that others get. */
    public record Refusal(SourceId target, CommandProblem problem) {}

    /** What came of a decision about a command that waits for approval. */
    public enum Decision {
        DONE,
        UNKNOWN_COMMAND,
        NOT_WAITING,
        OWN_COMMAND,
        UNAVAILABLE
    }

    CommandDesk(Known known, CommandWriter log, CommandsConfig config, Clock clock) {
        this.known = known;
        this.log = log;
        this.config = config;
        this.clock = clock;
        this.check = new OrderCheck(config);
    }

    public Answer submit(Order order) {
        if (!known.isComplete()) {
            return new Answer.Unavailable();
        }
        return order.node()
                .map(node -> one(order, new SourceId(order.group(), node, order.device())))
                .orElseGet(() -> toGroup(order));
    }

    /**
     * Refuses what is of another site than the actor's: it looks like what was never born, and is on record for those whose site it is. Orders for other sites have one
     * limit together.
     */
    public Answer refuseOfAnotherSite(Order order) {
        SourceId target = new SourceId(order.group(), order.node().orElse(""), order.device());
        long nowMs = clock.millis();
        if (!check.mayTakeUnknown(nowMs)) {
            return new Answer.Refused(
                    new CommandProblem.RateLimited(target.edgeNode().toString(), config.perSecond()));
        }
        LOG.warnf(
                "Refused an order for another site: actor=%s target=%s",
                Printable.of(order.actor()), Printable.of(target));
        var problem = new CommandProblem.UnknownTarget(order.node().isPresent() ? target.toString() : order.group());
        keep(order, target, nowMs, problem);
        return new Answer.Refused(problem);
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
        if (!known.isComplete()) {
            return Decision.UNAVAILABLE;
        }
        Optional<CommandRecord> found = known.book().find(id);
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
                .setHostId(known.hostId())
                .setStatus(approved ? CommandStatus.COMMAND_STATUS_APPROVED : CommandStatus.COMMAND_STATUS_REJECTED)
                .setActor(actor)
                .setDetail(reason)
                .build();
        if (!readBack(log.write(decision), id, after -> !after.isWaitingForApproval())) {
            return Decision.UNAVAILABLE;
        }
        // somebody else's may have come first
        return known.book()
                        .find(id)
                        .filter(after -> after.history().contains(decision))
                        .isPresent()
                ? Decision.DONE
                : Decision.NOT_WAITING;
    }

    private Answer one(Order order, SourceId target) {
        String id = idOf(order);
        Optional<CommandRecord> before = known.book().find(id);
        if (before.isPresent()) {
            return answer(order, target, before.get());
        }
        if (!known.book().parts(id).isEmpty()) {
            return new Answer.KeyTaken(order.key().orElse(""));
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
                        ? answer(order, target, known.book().find(id).orElseThrow())
                        : new Answer.Unavailable();
        };
    }

    /** What the log has from before each group had keys of its own keeps its id: told again, it is the same command. */
    private String idOf(Order order) {
        return order.formerId()
                .filter(id -> Stream.concat(known.book().find(id).stream(), known.book().parts(id).stream())
                        .anyMatch(found -> found.command().getGroup().equals(order.group())))
                .orElseGet(order::newId);
    }

    private static Answer answer(Order order, SourceId target, CommandRecord found) {
        return order.isOf(target, found)
                ? new Answer.Accepted(found.id(), List.of())
                : new Answer.KeyTaken(order.key().orElse(""));
    }

    private Answer toGroup(Order order) {
        String whole = idOf(order);
        List<CommandRecord> before = known.book().parts(whole);
        if (!before.isEmpty()) {
            // they were written together: none is missing
            return before.stream().allMatch(part -> order.isOf(part.target(), part))
                    ? new Answer.Accepted(whole, List.of())
                    : new Answer.KeyTaken(order.key().orElse(""));
        }
        if (known.book().find(whole).isPresent()) {
            return new Answer.KeyTaken(order.key().orElse(""));
        }
        long nowMs = clock.millis();
        List<Command> parts = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Source source : known.sources()) {
            if (!source.id().group().equals(order.group())
                    || source.id().device().isPresent()) {
                continue;
            }
            SourceId target = new SourceId(order.group(), source.id().node(), order.device());
            switch (verdict(order, target, nowMs)) {
                case CommandCheck.Verdict.Refused(CommandProblem problem) -> refusals.add(new Refusal(target, problem));
                case CommandCheck.Verdict.Accepted accepted ->
                    parts.add(command(order, target, accepted, nowMs, Order.partId(whole, target), whole));
            }
        }
        if (parts.isEmpty()) {
            return nothingToCommand(order, refusals, nowMs);
        }
        refusals.forEach(refusal -> keep(order, refusal.target(), nowMs, refusal.problem()));
        return writtenTogether(parts) ? new Answer.Accepted(whole, refusals) : new Answer.Unavailable();
    }

    private Answer nothingToCommand(Order order, List<Refusal> refusals, long nowMs) {
        var problem = new CommandProblem.NothingToCommand(
                order.group(),
                refusals.stream().map(refusal -> refusal.problem().detail()).toList());
        if (refusals.stream().anyMatch(refusal -> !(refusal.problem() instanceof CommandProblem.RateLimited))
                || refusals.isEmpty() && check.mayTakeUnknown(nowMs)) {
            keep(order, new SourceId(order.group(), "", order.device()), nowMs, problem);
        }
        return new Answer.Refused(problem);
    }

    private boolean writtenTogether(List<Command> parts) {
        try {
            log.writeTogether(parts);
        } catch (KafkaException unknown) {
            return false;
        }
        return parts.stream()
                .allMatch(part -> readBack(CompletableFuture.completedFuture(null), part.getId(), found -> true));
    }

    private CommandCheck.Verdict verdict(Order order, SourceId target, long nowMs) {
        return check.verdict(order, target, known.check(), nowMs);
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
        return new ReadBack(known.book()).of(write, id, expected);
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
