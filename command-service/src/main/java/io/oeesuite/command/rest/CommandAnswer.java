package io.oeesuite.command.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.oeesuite.command.commanding.CommandDesk;
import io.oeesuite.command.commanding.CommandRecord;
import io.oeesuite.command.commanding.CommandWords;
import io.oeesuite.command.commanding.DataTypeNames;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A command and what became of it.
 *
 * @param kind {@code write}, {@code rebirth}, {@code host-offline} or {@code host-online}
 * @param status of a command to a group: that of the part which is furthest from its end
 * @param parts of a command to a group
 * @param refusals in the answer to an order to a group: edge nodes that do not get it; each is on record as a refused command too
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandAnswer(
        String id,
        String kind,
        String status,
        TargetAnswer target,
        List<WrittenAnswer> metrics,
        String actor,
        String reason,
        String priority,
        Boolean critical,
        Instant acceptedAt,
        Instant expiresAt,
        List<StepAnswer> history,
        List<CommandAnswer> parts,
        List<RefusalAnswer> refusals) {

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetAnswer(String group, String node, String device) {}

    @RegisterForReflection
    record WrittenAnswer(String name, String type, Object value) {}

    /** @param problem its name */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefusalAnswer(TargetAnswer target, String problem, String detail) {}

    /** @param problem name of the problem of a refusal */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepAnswer(String status, Instant at, String actor, String problem, String detail) {}

    static CommandAnswer of(CommandRecord found) {
        Command command = found.command();
        return new CommandAnswer(
                command.getId(),
                CommandWords.of(command.getKind()),
                CommandWords.of(found.status()),
                target(command),
                command.getMetricsList().stream().map(CommandAnswer::metric).toList(),
                command.getActor(),
                emptyIsNull(command.getReason()),
                CommandWords.of(command.getPriority()),
                command.getCritical(),
                Instant.ofEpochMilli(command.getAcceptedMs()),
                command.getExpiresMs() == 0 ? null : Instant.ofEpochMilli(command.getExpiresMs()),
                history(found),
                null,
                null);
    }

    /** A command to a group, by its parts, of which there is one at least. */
    static CommandAnswer ofParts(String id, List<CommandRecord> parts) {
        CommandRecord first = parts.getFirst();
        CommandRecord behind = parts.stream()
                .min(Comparator.comparingInt(part -> progress(part.status())))
                .orElseThrow();
        CommandAnswer one = of(first);
        return new CommandAnswer(
                id,
                one.kind(),
                CommandWords.of(behind.status()),
                new TargetAnswer(
                        first.command().getGroup(),
                        null,
                        emptyIsNull(first.command().getDevice())),
                one.metrics(),
                one.actor(),
                one.reason(),
                one.priority(),
                one.critical(),
                one.acceptedAt(),
                one.expiresAt(),
                null,
                parts.stream().map(CommandAnswer::of).toList(),
                null);
    }

    /** The same, with those that do not get it. */
    CommandAnswer leavingOut(List<CommandDesk.Refusal> refused) {
        if (refused.isEmpty()) {
            return this;
        }
        return new CommandAnswer(
                id,
                kind,
                status,
                target,
                metrics,
                actor,
                reason,
                priority,
                critical,
                acceptedAt,
                expiresAt,
                history,
                parts,
                refused.stream().map(CommandAnswer::refusal).toList());
    }

    private static RefusalAnswer refusal(CommandDesk.Refusal refused) {
        return new RefusalAnswer(
                new TargetAnswer(
                        refused.target().group(),
                        refused.target().node(),
                        emptyIsNull(refused.target().deviceOrEmpty())),
                refused.problem().name(),
                refused.problem().detail());
    }

    private static int progress(CommandStatus status) {
        return switch (status) {
            case COMMAND_STATUS_WAITING_FOR_APPROVAL -> 0;
            case COMMAND_STATUS_ACCEPTED, COMMAND_STATUS_APPROVED -> 1;
            case COMMAND_STATUS_SENT -> 2;
            case COMMAND_STATUS_UNCONFIRMED -> 3;
            case COMMAND_STATUS_REJECTED, COMMAND_STATUS_EXPIRED -> 4;
            case COMMAND_STATUS_CONFIRMED, COMMAND_STATUS_UNSPECIFIED, UNRECOGNIZED -> 5;
        };
    }

    private static TargetAnswer target(Command command) {
        return command.getGroup().isEmpty()
                ? null
                : new TargetAnswer(
                        command.getGroup(), emptyIsNull(command.getNode()), emptyIsNull(command.getDevice()));
    }

    private static WrittenAnswer metric(MetricValue metric) {
        return new WrittenAnswer(
                metric.getName(),
                DataType.of(metric.getDatatype()).map(DataTypeNames::of).orElse(null),
                JsonValues.of(metric));
    }

    private static List<StepAnswer> history(CommandRecord found) {
        Command command = found.command();
        List<StepAnswer> steps = new ArrayList<>();
        CommandRecord first = found.beginning();
        if (!found.wasRefused()) {
            steps.add(new StepAnswer(
                    CommandWords.of(first.status()),
                    Instant.ofEpochMilli(command.getAcceptedMs()),
                    command.getActor(),
                    null,
                    null));
        }
        for (CommandOutcome outcome : found.history()) {
            steps.add(new StepAnswer(
                    CommandWords.of(outcome.getStatus()),
                    Instant.ofEpochMilli(outcome.getTimeMs()),
                    emptyIsNull(outcome.getActor()),
                    emptyIsNull(outcome.getProblem()),
                    emptyIsNull(outcome.getDetail())));
        }
        return steps;
    }

    private static String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
