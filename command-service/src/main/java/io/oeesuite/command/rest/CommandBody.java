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

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.databind.JsonNode;

import io.oeesuite.command.commanding.CommandCheck;
import io.oeesuite.command.commanding.GivenValue;
import io.oeesuite.command.commanding.Order;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandPriority;
import io.oeesuite.httpaccess.FieldProblem;
import io.oeesuite.httpaccess.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is asked for.
 *
 * @param expiresAt ISO 8601 with an offset; not to be sent at or after this time
 * @param priority {@code low}, {@code normal} or {@code high}
 */
@RegisterForReflection
@Schema(requiredProperties = "target")
record CommandBody(TargetBody target, List<MetricBody> metrics, String expiresAt, String reason, String priority) {
    private static final String NODE_REBIRTH = "Node Control/Rebirth";
    private static final String DEVICE_REBIRTH = "Device Control/Rebirth";
    private static final int MOST_METRICS = 1_000;

    /** @param node left out: all edge nodes of the group */
    @RegisterForReflection
    @Schema(requiredProperties = "group")
    record TargetBody(String group, String node, String device) {}

    /** @param value a number, text or flag */
    @RegisterForReflection
    @Schema(requiredProperties = {"name", "value"})
    record MetricBody(
            String name,
            @Schema(implementation = Object.class) JsonNode value) {}

    /** @throws ProblemException with all that is wrong */
    Order write(String actor, Optional<String> key) {
        List<FieldProblem> errors = new ArrayList<>();
        if (asksForRebirth()) {
            checkRebirth(errors);
            return order(CommandKind.COMMAND_KIND_REBIRTH, List.of(), actor, key, errors);
        }
        List<CommandCheck.Wish> wishes = wishes(errors);
        return order(CommandKind.COMMAND_KIND_WRITE, wishes, actor, key, errors);
    }

    /** Whether the control for a rebirth is among what is to be written: that is a rebirth, always allowed and paced as one. */
    private boolean asksForRebirth() {
        return metrics != null && metrics.stream().anyMatch(metric -> metric != null && isRebirth(metric.name()));
    }

    private boolean isRebirth(String name) {
        return target != null && (target.device() == null ? NODE_REBIRTH : DEVICE_REBIRTH).equals(name);
    }

    private void checkRebirth(List<FieldProblem> errors) {
        if (metrics.size() > 1) {
            errors.add(new FieldProblem("metrics", "must not have others beside the one that asks for a rebirth"));
            return;
        }
        JsonNode value = metrics.getFirst().value();
        if (value == null || !value.isBoolean() || !value.booleanValue()) {
            errors.add(new FieldProblem("metrics[0].value", "must be true: only that asks for a rebirth"));
        }
    }

    /** @throws ProblemException with all that is wrong */
    Order rebirth(String actor, Optional<String> key) {
        List<FieldProblem> errors = new ArrayList<>();
        if (metrics != null && !metrics.isEmpty()) {
            errors.add(new FieldProblem("metrics", "have no place in a rebirth"));
        }
        return order(CommandKind.COMMAND_KIND_REBIRTH, List.of(), actor, key, errors);
    }

    private Order order(
            CommandKind kind,
            List<CommandCheck.Wish> wishes,
            String actor,
            Optional<String> key,
            List<FieldProblem> errors) {
        if (target == null) {
            errors.add(new FieldProblem("target", "is missing"));
        } else {
            checkId("target.group", target.group(), true, errors);
            checkId("target.node", target.node(), false, errors);
            checkId("target.device", target.device(), false, errors);
        }
        Optional<Instant> expiry = expiry(errors);
        CommandPriority rank = rank(errors);
        if (reason != null && reason.length() > Reasons.LONGEST) {
            errors.add(new FieldProblem("reason", "is longer than " + Reasons.LONGEST + " characters"));
        }
        if (key.filter(given -> given.isBlank() || given.length() > 255).isPresent()) {
            errors.add(new FieldProblem("Idempotency-Key", "must have 1..255 characters"));
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

    private List<CommandCheck.Wish> wishes(List<FieldProblem> errors) {
        if (metrics == null || metrics.isEmpty() || metrics.size() > MOST_METRICS) {
            errors.add(new FieldProblem("metrics", "must be 1.." + MOST_METRICS));
            return List.of();
        }
        List<CommandCheck.Wish> wishes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < metrics.size(); i++) {
            MetricBody metric = metrics.get(i);
            if (metric == null || metric.name() == null || metric.name().isEmpty()) {
                errors.add(new FieldProblem("metrics[" + i + "].name", "is missing"));
                continue;
            }
            if (!names.add(metric.name())) {
                errors.add(new FieldProblem("metrics[" + i + "].name", "comes twice"));
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

    private static void checkId(String field, String id, boolean needed, List<FieldProblem> errors) {
        if (id == null) {
            if (needed) {
                errors.add(new FieldProblem(field, "is missing"));
            }
            return;
        }
        if (id.isEmpty() || id.chars().anyMatch(letter -> letter == '/' || letter == '+' || letter == '#')) {
            errors.add(new FieldProblem(field, "is no Sparkplug id: not empty, without / + #"));
        }
    }

    private Optional<Instant> expiry(List<FieldProblem> errors) {
        if (expiresAt == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(expiresAt).toInstant());
        } catch (DateTimeParseException noTime) {
            errors.add(new FieldProblem("expiresAt", "must be ISO 8601 with an offset, as 2026-02-03T04:05:06Z"));
            return Optional.empty();
        }
    }

    private CommandPriority rank(List<FieldProblem> errors) {
        if (priority == null) {
            return CommandPriority.COMMAND_PRIORITY_NORMAL;
        }
        return switch (priority.toLowerCase(Locale.ROOT)) {
            case "low" -> CommandPriority.COMMAND_PRIORITY_LOW;
            case "normal" -> CommandPriority.COMMAND_PRIORITY_NORMAL;
            case "high" -> CommandPriority.COMMAND_PRIORITY_HIGH;
            default -> {
                errors.add(new FieldProblem("priority", "must be low, normal or high"));
                yield CommandPriority.COMMAND_PRIORITY_NORMAL;
            }
        };
    }
}
