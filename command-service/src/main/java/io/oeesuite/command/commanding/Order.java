package io.oeesuite.command.commanding;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandPriority;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;

/**
 * What somebody wants.
 *
 * @param node empty: all edge nodes of the group that can be commanded so
 * @param wishes metrics to write; none for a rebirth
 * @param expiresAt empty: as settings say
 * @param key under which the same order, told again, is the same command; each group has keys of its own. Empty where there is none
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

    /** Of the command that it becomes: the same for the same key and group. Neither can have a line break in it that the other has not. */
    String newId() {
        return key.map(given -> idOf(group + "\n" + given))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** The same from when all groups shared their keys: the log has such ids. */
    Optional<String> formerId() {
        return key.map(Order::idOf);
    }

    /** Of the command to one edge node that an order to a group becomes. */
    static String partId(String whole, SourceId target) {
        return idOf(whole + "/" + target);
    }

    /**
     * @param metrics as they will be written
     * @param wait how long it may wait to be sent where the order does not say
     * @param partOf id of the command to a group, or empty
     */
    Command toCommand(
            SourceId target,
            List<MetricValue> metrics,
            boolean critical,
            Duration wait,
            long nowMs,
            String id,
            String partOf) {
        return Command.newBuilder()
                .setId(id)
                .setKind(kind)
                .setGroup(target.group())
                .setNode(target.node())
                .setDevice(target.deviceOrEmpty())
                .addAllMetrics(metrics)
                .setActor(actor)
                .setReason(reason)
                .setAcceptedMs(nowMs)
                .setExpiresMs(expiresAt.map(Instant::toEpochMilli).orElse(nowMs + wait.toMillis()))
                .setPriority(priority)
                .setCritical(critical)
                .setPartOf(partOf)
                .build();
    }

    /** What was asked for, as it was given: nobody has read it as a type. */
    List<MetricValue> asked() {
        return wishes.stream()
                .map(wish -> MetricValue.newBuilder()
                        .setName(wish.name())
                        .setStringValue(wish.value().shown())
                        .build())
                .toList();
    }

    /** Whether it is the one that the command was accepted for. */
    boolean isOf(SourceId target, CommandRecord accepted) {
        Command command = accepted.command();
        return command.getKind() == kind
                && accepted.target().equals(target)
                && command.getActor().equals(actor)
                && command.getMetricsCount() == wishes.size()
                && wishes.stream()
                        .allMatch(wish -> command.getMetricsList().stream().anyMatch(metric -> isWish(wish, metric)));
    }

    private static boolean isWish(CommandCheck.Wish wish, MetricValue metric) {
        return metric.getName().equals(wish.name())
                && DataType.of(metric.getDatatype())
                        .flatMap(type -> wish.value().as(wish.name(), type, metric.getTimeMs()))
                        .filter(metric::equals)
                        .isPresent();
    }

    private static String idOf(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
