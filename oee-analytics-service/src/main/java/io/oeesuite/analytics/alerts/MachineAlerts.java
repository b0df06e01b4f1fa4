package io.oeesuite.analytics.alerts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.contracts.SourcePosition;

/**
 * The open alerts of one machine. An alert is open from when its rule finds something wrong until it no longer does; meanwhile its identity stays, also when
 * late facts move what it rests on. An alert whose rule is switched off is over.
 */
public final class MachineAlerts {
    private static final long NEVER = Long.MAX_VALUE;

    private final String equipment;
    private final AlertRules rules;
    /** The oldest first. */
    private final List<Alert> open;

    private long dueMs;

    private MachineAlerts(String equipment, AlertRules rules, List<Alert> open, long dueMs) {
        this.equipment = equipment;
        this.rules = rules;
        this.open = open;
        this.dueMs = dueMs;
    }

    /** @param nowMs when the first look is due */
    public static MachineAlerts none(String equipment, AlertRules rules, long nowMs) {
        return new MachineAlerts(equipment, rules, new ArrayList<>(), nowMs);
    }

    /**
     * Those that were open before a restart.
     *
     * @param bytes of {@link #toBytes}
     * @param nowMs when the first look is due
     */
    public static MachineAlerts read(String equipment, AlertRules rules, byte[] bytes, long nowMs) {
        List<Alert> open = new ArrayList<>();
        var in = new ByteArrayInputStream(bytes);
        try {
            while (in.available() > 0) {
                open.add(Alert.parseDelimitedFrom(in));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the state store holds alerts that cannot be read", unreadable);
        }
        return new MachineAlerts(equipment, rules, open, nowMs);
    }

    public byte[] toBytes() {
        var out = new ByteArrayOutputStream();
        try {
            for (Alert alert : open) {
                alert.writeDelimitedTo(out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    public List<Alert> open() {
        return List.copyOf(open);
    }

    /**
     * Looks at the machine and tells what has changed.
     *
     * @param nowMs up to when the facts are known
     * @param clockMs now, by the clock of the log
     * @return whether anything has
     */
    public boolean judge(
            MachineSituation machine,
            long nowMs,
            long clockMs,
            LiveState said,
            SourcePosition source,
            Consumer<Alert> changes) {
        dueMs = NEVER;
        boolean changed = false;
        for (Alert orphan : List.copyOf(open)) {
            if (rules.rules().stream().noneMatch(rule -> rule.name().equals(orphan.getRule()))) {
                changed |= resolve(Optional.of(orphan), clockMs, source, changes);
            }
        }
        for (AlertRule rule : rules.rules()) {
            Optional<Alert> alert = find(rule);
            switch (rule.judge(machine, nowMs, alert.isPresent())) {
                case Judgement.Wrong wrong -> {
                    if (alert.isEmpty()) {
                        changes.accept(raise(rule, wrong, clockMs, said, source));
                        changed = true;
                    }
                }
                case Judgement.NotYet notYet -> {
                    dueMs = Math.min(dueMs, notYet.dueMs());
                    changed |= resolve(alert, clockMs, source, changes);
                }
                case Judgement.Fine _ -> changed |= resolve(alert, clockMs, source, changes);
            }
        }
        return changed;
    }

    /** When the next look is due if the machine goes on as it does. */
    public OptionalLong dueMs() {
        return dueMs == NEVER ? OptionalLong.empty() : OptionalLong.of(dueMs);
    }

    private Alert raise(AlertRule rule, Judgement.Wrong wrong, long clockMs, LiveState said, SourcePosition source) {
        Alert.Builder alert = Alert.newBuilder()
                .setId(id(rule, wrong.sinceMs()))
                .setEquipment(equipment)
                .setRule(rule.name())
                .setSeverity(rule.severity())
                .setStatus(AlertStatus.ALERT_STATUS_OPEN)
                .setStartMs(wrong.sinceMs())
                .setRaisedMs(clockMs)
                .setLimitMs(wrong.limitMs())
                .setReason(said.getReason())
                .setProduct(said.getProduct())
                .setOrder(said.getOrder())
                .setSource(source);
        if (said.hasState()) {
            alert.setState(said.getState());
        }
        Alert raised = alert.build();
        List<Alert> others = List.copyOf(open);
        open.add(raised);
        return raised.toBuilder().addAllAlsoOpen(others).build();
    }

    private boolean resolve(Optional<Alert> alert, long clockMs, SourcePosition source, Consumer<Alert> changes) {
        if (alert.isEmpty()) {
            return false;
        }
        open.remove(alert.get());
        changes.accept(alert.get().toBuilder()
                .setStatus(AlertStatus.ALERT_STATUS_RESOLVED)
                .setResolvedMs(clockMs)
                .setSource(source)
                .addAllAlsoOpen(open)
                .build());
        return true;
    }

    private Optional<Alert> find(AlertRule rule) {
        for (Alert alert : open) {
            if (alert.getRule().equals(rule.name())) {
                return Optional.of(alert);
            }
        }
        return Optional.empty();
    }

    private String id(AlertRule rule, long sinceMs) {
        String name = equipment + "|" + rule.name() + "|" + sinceMs;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
