package io.oeesuite.command.commanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.MetricValue;
import io.oeesuite.sparkplug.DataType;

/** Whether what somebody wants can be commanded, by what the target's birth declares and what settings allow. Nothing is published before. */
public final class CommandCheck {
    private static final String BD_SEQ = "bdSeq";

    private final Function<SourceId, Optional<Source>> plant;
    private final Predicate<String> ourGroup;
    private final AllowList allowList;

    /** A metric and the value it is to have. */
    public record Wish(String name, GivenValue value) {}

    /** What came of the check. */
    public sealed interface Verdict {
        /** @param critical whether somebody else must approve */
        record Accepted(List<MetricValue> metrics, boolean critical) implements Verdict {
            public Accepted {
                metrics = List.copyOf(metrics);
            }
        }

        record Refused(CommandProblem problem) implements Verdict {}
    }

    public CommandCheck(Function<SourceId, Optional<Source>> plant, Predicate<String> ourGroup, AllowList allowList) {
        this.plant = plant;
        this.ourGroup = ourGroup;
        this.allowList = allowList;
    }

    /** Whether the metrics can be written. */
    public Verdict write(SourceId target, List<Wish> wishes, long nowMs) {
        Optional<CommandProblem> absent = absence(target);
        if (absent.isPresent()) {
            return new Verdict.Refused(absent.get());
        }
        Source source = plant.apply(target).orElseThrow();
        List<MetricValue> metrics = new ArrayList<>();
        boolean critical = false;
        for (Wish wish : wishes) {
            switch (one(source, wish, nowMs)) {
                case Verdict.Refused refused -> {
                    return refused;
                }
                case Verdict.Accepted(List<MetricValue> accepted, boolean needsApproval) -> {
                    metrics.addAll(accepted);
                    critical = critical || needsApproval;
                }
            }
        }
        return new Verdict.Accepted(metrics, critical);
    }

    /** Whether the target can be asked for its birth: announced in the birth or not, that is always allowed. */
    public Verdict rebirth(SourceId target) {
        return absence(target)
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Accepted(List.of(), false));
    }

    /** Why nothing can be sent to the target now; empty when it is there. */
    Optional<CommandProblem> absence(SourceId target) {
        if (!ourGroup.test(target.group())) {
            return Optional.of(new CommandProblem.ForeignGroup(target.group()));
        }
        Optional<Source> source = plant.apply(target);
        if (source.isEmpty()) {
            return Optional.of(new CommandProblem.UnknownTarget(target.toString()));
        }
        if (!source.get().online()) {
            return Optional.of(offline(source.get()));
        }
        // a device says nothing of its own when its edge node is gone
        return target.device()
                .flatMap(device -> plant.apply(target.edgeNode()))
                .filter(node -> !node.online())
                .map(CommandCheck::offline);
    }

    /** Whether the edge node of the target was ever born. */
    boolean knows(SourceId target) {
        return plant.apply(target.edgeNode()).isPresent();
    }

    private static CommandProblem offline(Source source) {
        return new CommandProblem.TargetOffline(source.id().toString(), source.sinceMs());
    }

    /** Why what was accepted cannot be sent any more: the birth may have changed since. */
    Optional<CommandProblem> obstacle(SourceId target, List<MetricValue> metrics) {
        Optional<CommandProblem> absent = absence(target);
        if (absent.isPresent()) {
            return absent;
        }
        Source source = plant.apply(target).orElseThrow();
        for (MetricValue metric : metrics) {
            Optional<Source.Metric> declared = source.find(metric.getName());
            if (declared.isEmpty()) {
                return Optional.of(new CommandProblem.UnknownMetric(target.toString(), metric.getName()));
            }
            int type = declared.get().declared().getDatatype();
            if (type != metric.getDatatype()) {
                return Optional.of(new CommandProblem.WrongType(
                        metric.getName(), typeName(type), "the accepted " + MetricValues.text(metric)));
            }
        }
        return Optional.empty();
    }

    private Verdict one(Source source, Wish wish, long nowMs) {
        SourceId target = source.id();
        Optional<Source.Metric> metric = source.find(wish.name());
        if (metric.isEmpty()) {
            return new Verdict.Refused(new CommandProblem.UnknownMetric(target.toString(), wish.name()));
        }
        Optional<DataType> type = DataType.of(metric.get().declared().getDatatype());
        if (wish.name().equals(BD_SEQ)) {
            return new Verdict.Refused(new CommandProblem.Unwritable(wish.name(), "it belongs to the session"));
        }
        if (type.isEmpty() || !GivenValue.canBe(type.get())) {
            return new Verdict.Refused(new CommandProblem.Unwritable(
                    wish.name(),
                    "values of type " + typeName(metric.get().declared().getDatatype()) + " cannot be given here"));
        }
        Optional<AllowRule> rule = allowList.find(target, wish.name());
        if (rule.isEmpty()) {
            return new Verdict.Refused(new CommandProblem.NotAllowed(target.toString(), wish.name()));
        }
        Optional<MetricValue> value = wish.value().as(wish.name(), type.get(), nowMs);
        if (value.isEmpty()) {
            return new Verdict.Refused(new CommandProblem.WrongType(
                    wish.name(), typeName(type.get().code()), wish.value().shown()));
        }
        if (!rule.get().admits(value.get())) {
            return new Verdict.Refused(new CommandProblem.OutOfRange(
                    wish.name(), wish.value().shown(), rule.get().range()));
        }
        return new Verdict.Accepted(List.of(value.get()), rule.get().critical());
    }

    private static String typeName(int code) {
        return DataType.of(code).map(DataTypeNames::of).orElse("unknown");
    }
}
