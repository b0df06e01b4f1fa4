package io.oeesuite.command.rest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.oeesuite.command.commanding.CommandCheck;
import io.oeesuite.command.commanding.GivenValue;
import io.oeesuite.command.commanding.Order;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandPriority;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is asked for.
 *
 * @param expiresAt ISO 8601 with an offset; not to be sent at or after this time
 * @param priority {@code low}, {@code normal} or {@code high}
 */
@RegisterForReflection
record CommandBody(TargetBody target, List<MetricBody> metrics, String expiresAt, String reason, String priority) {
    private static final int MOST_METRICS = 1_000;
    static final int LONGEST_REASON = 1_000;

    /** @param node left out: all edge nodes of the group */
    @RegisterForReflection
    record TargetBody(String group, String node, String device) {}

    @RegisterForReflection
    record MetricBody(String name, JsonNode value) {}

    /** @throws ProblemException with all that is wrong */
    Order write(String actor, Optional<String> key) {
        List<Problem.FieldProblem> errors = new ArrayList<>();
        List<CommandCheck.Wish> wishes = wishes(errors);
        return order(CommandKind.COMMAND_KIND_WRITE, wishes, actor, key, errors);
    }

    /** @throws ProblemException with all that is wrong */
    Order rebirth(String actor, Optional<String> key) {
        List<Problem.FieldProblem> errors = new ArrayList<>();
        if (metrics != null && !metrics.isEmpty()) {
            errors.add(new Problem.FieldProblem("metrics", "have no place in a rebirth"));
        }
        return order(CommandKind.COMMAND_KIND_REBIRTH, List.of(), actor, key, errors);
    }

    static Problem.FieldProblem reasonTooLong() {
        return new Problem.FieldProblem("reason", "is longer than " + LONGEST_REASON + " characters");
    }

    private Order order(
            CommandKind kind,
            List<CommandCheck.Wish> wishes,
            String actor,
            Optional<String> key,
            List<Problem.FieldProblem> errors) {
        if (target == null) {
            errors.add(new Problem.FieldProblem("target", "is missing"));
        } else {
            checkId("target.group", target.group(), true, errors);
            checkId("target.node", target.node(), false, errors);
            checkId("target.device", target.device(), false, errors);
        }
        Optional<Instant> expiry = expiry(errors);
        CommandPriority rank = rank(errors);
        if (reason != null && reason.length() > LONGEST_REASON) {
            errors.add(reasonTooLong());
        }
        if (key.filter(given -> given.isBlank() || given.length() > 255).isPresent()) {
            errors.add(new Problem.FieldProblem("Idempotency-Key", "must have 1..255 characters"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(new Problem.InvalidCommand(List.copyOf(errors)));
        }
        return new Order(
                kind,
                target.group(),
                Optional.ofNullable(target.node()),
                Optional.ofNullable(target.device()),
                wishes,
                actor,
                reason == null ? "" : reason,
                expiry,
                rank,
                key);
    }

    private List<CommandCheck.Wish> wishes(List<Problem.FieldProblem> errors) {
        if (metrics == null || metrics.isEmpty() || metrics.size() > MOST_METRICS) {
            errors.add(new Problem.FieldProblem("metrics", "must be 1.." + MOST_METRICS));
            return List.of();
        }
        List<CommandCheck.Wish> wishes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < metrics.size(); i++) {
            MetricBody metric = metrics.get(i);
            if (metric == null || metric.name() == null || metric.name().isEmpty()) {
                errors.add(new Problem.FieldProblem("metrics[" + i + "].name", "is missing"));
                continue;
            }
            if (!names.add(metric.name())) {
                errors.add(new Problem.FieldProblem("metrics[" + i + "].name", "comes twice"));
            }
            wishes.add(new CommandCheck.Wish(metric.name(), given(metric.value())));
        }
        return wishes;
    }

    private static GivenValue given(JsonNode value) {
        if (value == null || value.isNull()) {
            return new GivenValue.Other("null");
        }
        return switch (value.getNodeType()) {
            case NUMBER -> new GivenValue.Number(value.decimalValue());
            case STRING -> new GivenValue.Text(value.textValue());
            case BOOLEAN -> new GivenValue.Flag(value.booleanValue());
            case ARRAY -> new GivenValue.Other("a list");
            case OBJECT, POJO -> new GivenValue.Other("an object");
            case BINARY, MISSING, NULL -> new GivenValue.Other("null");
        };
    }

    private static void checkId(String field, String id, boolean needed, List<Problem.FieldProblem> errors) {
        if (id == null) {
            if (needed) {
                errors.add(new Problem.FieldProblem(field, "is missing"));
            }
            return;
        }
        if (id.isEmpty() || id.chars().anyMatch(letter -> letter == '/' || letter == '+' || letter == '#')) {
            errors.add(new Problem.FieldProblem(field, "is no Sparkplug id: not empty, without / + #"));
        }
    }

    private Optional<Instant> expiry(List<Problem.FieldProblem> errors) {
        if (expiresAt == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(expiresAt).toInstant());
        } catch (DateTimeParseException noTime) {
            errors.add(
                    new Problem.FieldProblem("expiresAt", "must be ISO 8601 with an offset, as 2026-02-03T04:05:06Z"));
            return Optional.empty();
        }
    }

    private CommandPriority rank(List<Problem.FieldProblem> errors) {
        if (priority == null) {
            return CommandPriority.COMMAND_PRIORITY_NORMAL;
        }
        return switch (priority.toLowerCase(Locale.ROOT)) {
            case "low" -> CommandPriority.COMMAND_PRIORITY_LOW;
            case "normal" -> CommandPriority.COMMAND_PRIORITY_NORMAL;
            case "high" -> CommandPriority.COMMAND_PRIORITY_HIGH;
            default -> {
                errors.add(new Problem.FieldProblem("priority", "must be low, normal or high"));
                yield CommandPriority.COMMAND_PRIORITY_NORMAL;
            }
        };
    }
}
