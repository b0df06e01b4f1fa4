package io.oeesuite.command.commanding;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.MetricMother;
import io.oeesuite.command.host.Glob;
import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.sparkplug.DataType;

import static io.oeesuite.command.commanding.CommandMother.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;

class CommandCheckTest {
    private static final SourceId NODE = DEVICE.edgeNode();

    private final Map<SourceId, Source> plant = new HashMap<>();
    private final CommandCheck check = new CommandCheck(
            id -> Optional.ofNullable(plant.get(id)),
            "g"::equals,
            new AllowList(List.of(rule("speed", 0, 200, false), rule("mode", 0, 3, true))));

    @BeforeEach
    void bothAreOnline() {
        plant.put(NODE, source(NODE, true, 5));
        plant.put(DEVICE, source(DEVICE, true, 6));
    }

    @Test
    void whatTheRuleAllowsIsAcceptedInTheTypeOfTheBirth() {
        assertThat(write(DEVICE, "speed", 120))
                .isInstanceOfSatisfying(CommandCheck.Verdict.Accepted.class, accepted -> {
                    assertThat(accepted.critical()).isFalse();
                    assertThat(accepted.metrics().getFirst().getDatatype()).isEqualTo(DataType.DOUBLE.code());
                    assertThat(accepted.metrics().getFirst().getDoubleValue()).isEqualTo(120);
                });
    }

    @Test
    void oneCriticalMetricMakesTheCommandCritical() {
        assertThat(check.write(DEVICE, List.of(wish("speed", 1), wish("mode", 1)), 1_000))
                .isInstanceOfSatisfying(
                        CommandCheck.Verdict.Accepted.class,
                        accepted -> assertThat(accepted.critical()).isTrue());
    }

    @Test
    void eachRefusalHasItsReason() {
        assertThat(problem(write(DEVICE, "speed", 201))).isInstanceOf(CommandProblem.OutOfRange.class);
        assertThat(problem(write(DEVICE, "none", 1))).isInstanceOf(CommandProblem.UnknownMetric.class);
        assertThat(problem(write(DEVICE, "locked", 1))).isInstanceOf(CommandProblem.NotAllowed.class);
        assertThat(problem(write(NODE, "speed", 1))).isInstanceOf(CommandProblem.NotAllowed.class);
        assertThat(problem(write(DEVICE, "bdSeq", 1))).isInstanceOf(CommandProblem.Unwritable.class);
        assertThat(problem(write(new SourceId("h", "n", Optional.of("d")), "speed", 1)))
                .isInstanceOf(CommandProblem.ForeignGroup.class);
        assertThat(problem(write(new SourceId("g", "n", Optional.of("x")), "speed", 1)))
                .isInstanceOf(CommandProblem.UnknownTarget.class);
    }

    @Test
    void aDeviceIsOfflineWhenItsEdgeNodeIs() {
        plant.put(NODE, source(NODE, false, 7));

        assertThat(check.absence(DEVICE)).contains(new CommandProblem.TargetOffline("g/n", 7));
        assertThat(problem(check.rebirth(DEVICE))).isEqualTo(new CommandProblem.TargetOffline("g/n", 7));
    }

    @Test
    void anEdgeNodeIsThereThoughItsDeviceIsNot() {
        plant.put(DEVICE, source(DEVICE, false, 7));

        assertThat(check.absence(NODE)).isEmpty();
        assertThat(check.absence(DEVICE)).contains(new CommandProblem.TargetOffline("g/n/d", 7));
    }

    private CommandCheck.Verdict write(SourceId target, String metric, int value) {
        return check.write(target, List.of(wish(metric, value)), 1_000);
    }

    private static CommandCheck.Wish wish(String metric, int value) {
        return new CommandCheck.Wish(metric, new GivenValue.Number(BigDecimal.valueOf(value)));
    }

    private static CommandProblem problem(CommandCheck.Verdict verdict) {
        return ((CommandCheck.Verdict.Refused) verdict).problem();
    }

    private static AllowRule rule(String metric, double min, double max, boolean critical) {
        return new AllowRule(
                new Glob("*"),
                new Glob("*"),
                Optional.of(new Glob("*")),
                new Glob(metric),
                Optional.of(BigDecimal.valueOf(min)),
                Optional.of(BigDecimal.valueOf(max)),
                List.of(),
                critical);
    }

    private static Source source(SourceId id, boolean online, long sinceMs) {
        return new Source(
                id,
                online,
                sinceMs,
                0,
                OptionalInt.empty(),
                List.of("speed", "mode", "locked", "bdSeq").stream()
                        .map(name -> new Source.Metric(
                                BirthMetric.newBuilder()
                                        .setName(name)
                                        .setDatatype(DataType.DOUBLE.code())
                                        .build(),
                                MetricMother.number(name, 1),
                                0,
                                !online))
                        .toList());
    }
}
