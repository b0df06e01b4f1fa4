package io.oeesuite.command.commanding;

import java.util.ArrayList;
import java.util.List;

import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;

/**
 * A command and what became of it so far.
 *
 * <pre>
 *   Waiting for approval ──▶ Approved ──┐              ┌──▶ Confirmed
 *            │                          ├──▶ Sent ─────┤
 *            │               Accepted ──┘      │       └──▶ Unconfirmed
 *            └──────────────────┴──────────────┴──────────▶ Rejected, Expired (not once it was sent)
 * </pre>
 *
 * @param order place in the log of commands
 */
public record CommandRecord(Command command, long order, CommandStatus status, List<CommandOutcome> history) {
    public CommandRecord {
        history = List.copyOf(history);
    }

    static CommandRecord accepted(Command command, long order) {
        CommandStatus first = command.getCritical()
                ? CommandStatus.COMMAND_STATUS_WAITING_FOR_APPROVAL
                : CommandStatus.COMMAND_STATUS_ACCEPTED;
        return new CommandRecord(command, order, first, List.of());
    }

    public String id() {
        return command.getId();
    }

    public SourceId target() {
        return SourceId.of(command.getGroup(), command.getNode(), command.getDevice());
    }

    /** As it was when it was accepted. */
    public CommandRecord beginning() {
        return accepted(command, order);
    }

    /** Whether it was refused before it was accepted. */
    public boolean wasRefused() {
        return !history.isEmpty() && history.getFirst().hasRefused();
    }

    /** Milliseconds since 1970 UTC. */
    public long changedMs() {
        return history.isEmpty() ? command.getAcceptedMs() : history.getLast().getTimeMs();
    }

    /** Whether it may be sent. */
    public boolean isPending() {
        return status == CommandStatus.COMMAND_STATUS_ACCEPTED || status == CommandStatus.COMMAND_STATUS_APPROVED;
    }

    public boolean isSent() {
        return status == CommandStatus.COMMAND_STATUS_SENT;
    }

    public boolean isWaitingForApproval() {
        return status == CommandStatus.COMMAND_STATUS_WAITING_FOR_APPROVAL;
    }

    /** Whether nothing more will become of it. */
    public boolean isFinal() {
        return !isPending() && !isSent() && !isWaitingForApproval();
    }

    /** What it is after the outcome: unchanged where that cannot follow, as when the same outcome is told twice. */
    CommandRecord after(CommandOutcome outcome) {
        if (!mayFollow(outcome)) {
            return this;
        }
        List<CommandOutcome> more = new ArrayList<>(history);
        more.add(outcome);
        return new CommandRecord(command, order, outcome.getStatus(), more);
    }

    private boolean mayFollow(CommandOutcome outcome) {
        return switch (outcome.getStatus()) {
            case COMMAND_STATUS_APPROVED ->
                isWaitingForApproval() && !Actors.same(outcome.getActor(), command.getActor());
            // whoever sends is the only one who may, and what was sent was sent
            case COMMAND_STATUS_SENT -> !isSent() && !isConcluded();
            case COMMAND_STATUS_CONFIRMED, COMMAND_STATUS_UNCONFIRMED -> isSent();
            // of two people who decide the first counts; the host may still find that it cannot be sent
            case COMMAND_STATUS_REJECTED ->
                isWaitingForApproval() || isPending() && outcome.getActor().isEmpty();
            case COMMAND_STATUS_EXPIRED -> isPending() || isWaitingForApproval();
            case COMMAND_STATUS_UNSPECIFIED,
                    COMMAND_STATUS_ACCEPTED,
                    COMMAND_STATUS_WAITING_FOR_APPROVAL,
                    UNRECOGNIZED -> false;
        };
    }

    private boolean isConcluded() {
        return status == CommandStatus.COMMAND_STATUS_CONFIRMED || status == CommandStatus.COMMAND_STATUS_UNCONFIRMED;
    }
}
