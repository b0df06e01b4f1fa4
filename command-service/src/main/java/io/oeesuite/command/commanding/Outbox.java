package io.oeesuite.command.commanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandPriority;

/** What is to be done with the commands that are not yet sent, the most urgent first, and of those the oldest. */
final class Outbox {
    private static final Comparator<CommandRecord> URGENCY = Comparator.<CommandRecord>comparingInt(
                    waiting -> rank(waiting.command().getPriority()))
            .thenComparingLong(CommandRecord::order);

    private final CommandCheck check;
    private final RebirthPace pace;

    /** What is to be done with a command. */
    sealed interface Step {
        CommandRecord of();

        /** It goes out now. */
        record Send(CommandRecord of) implements Step {}

        /** It cannot be sent any more. */
        record Refuse(CommandRecord of, CommandProblem why) implements Step {}

        /** Its time is over. */
        record Expire(CommandRecord of) implements Step {}
    }

    Outbox(CommandCheck check, RebirthPace pace) {
        this.check = check;
        this.pace = pace;
    }

    /**
     * @param open commands that are not done with
     * @param host whether it is there; while it is not settled, an offline target may only be waiting for it
     * @param nowMs milliseconds since 1970 UTC
     * @param most commands to send at once; the others wait for the next time
     */
    List<Step> steps(List<CommandRecord> open, HostPresence host, long nowMs, int most) {
        List<Step> steps = new ArrayList<>();
        int sent = 0;
        for (CommandRecord waiting : open.stream().sorted(URGENCY).toList()) {
            if (waiting.isSent()) {
                continue;
            }
            if (waiting.command().getExpiresMs() <= nowMs) {
                steps.add(new Step.Expire(waiting));
                continue;
            }
            if (!waiting.isPending()) {
                continue;
            }
            Optional<CommandProblem> obstacle = obstacle(waiting);
            if (obstacle.isPresent() && mayPass(obstacle.get(), host)) {
                continue;
            }
            if (obstacle.isPresent()) {
                steps.add(new Step.Refuse(waiting, obstacle.get()));
                continue;
            }
            if (host.canSend() && sent < most && isItsTurn(waiting, nowMs)) {
                steps.add(new Step.Send(waiting));
                sent++;
            }
        }
        return steps;
    }

    private Optional<CommandProblem> obstacle(CommandRecord waiting) {
        if (isOfIngest(waiting)) {
            // it asks because it does not know the node, or thinks it dead though it speaks
            return Optional.empty();
        }
        return check.obstacle(waiting.target(), waiting.command().getMetricsList());
    }

    /** Edge nodes with a primary host leave when it does, and come back with it. */
    private static boolean mayPass(CommandProblem obstacle, HostPresence host) {
        return obstacle instanceof CommandProblem.TargetOffline && host != HostPresence.SETTLED;
    }

    /** Those of ingest-service have been paced before they were accepted. */
    private boolean isItsTurn(CommandRecord waiting, long nowMs) {
        return waiting.command().getKind() != CommandKind.COMMAND_KIND_REBIRTH
                || isOfIngest(waiting)
                || pace.take(waiting.target(), nowMs);
    }

    private static boolean isOfIngest(CommandRecord waiting) {
        return waiting.command().getActor().equals(Actors.INGEST);
    }

    private static int rank(CommandPriority priority) {
        return switch (priority) {
            case COMMAND_PRIORITY_HIGH -> 0;
            case COMMAND_PRIORITY_NORMAL, UNRECOGNIZED -> 1;
            case COMMAND_PRIORITY_LOW -> 2;
        };
    }
}
