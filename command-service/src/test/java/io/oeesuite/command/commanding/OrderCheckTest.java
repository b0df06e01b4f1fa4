package io.oeesuite.command.commanding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandPriority;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class OrderCheckTest {
    private static final long NOW_MS = 1_000_000;

    private final CommandsConfig config = new SmallRyeConfigBuilder()
            .withMapping(CommandsConfig.class)
            .withDefaultValue("oee.commands.per-second", "2")
            .build()
            .getConfigMapping(CommandsConfig.class);
    private final OrderCheck check = new OrderCheck(config);
    private final CommandCheck plant = new CommandCheck(
            id -> id.node().startsWith("known") ? Optional.of(online(id)) : Optional.empty(),
            group -> true,
            new AllowList(List.of()));

    @Test
    void anEdgeNodeTakesTwiceTheRateAtOnceAndThenTheRate() {
        for (int i = 0; i < 4; i++) {
            assertThat(rebirth("known", NOW_MS)).isInstanceOf(CommandCheck.Verdict.Accepted.class);
        }
        assertThat(problem(rebirth("known", NOW_MS))).isInstanceOf(CommandProblem.RateLimited.class);

        assertThat(rebirth("known2", NOW_MS)).isInstanceOf(CommandCheck.Verdict.Accepted.class);
        assertThat(rebirth("known", NOW_MS + 500)).isInstanceOf(CommandCheck.Verdict.Accepted.class);
    }

    @Test
    void refusedOrdersCountToo() {
        for (int i = 0; i < 4; i++) {
            assertThat(problem(write("known"))).isInstanceOf(CommandProblem.UnknownMetric.class);
        }

        assertThat(problem(write("known"))).isInstanceOf(CommandProblem.RateLimited.class);
    }

    @Test
    void namesThatNobodyHasHeardOfShareOneLimit() {
        for (int i = 0; i < 4; i++) {
            assertThat(problem(rebirth("made-up-" + i, NOW_MS))).isInstanceOf(CommandProblem.UnknownTarget.class);
        }

        assertThat(problem(rebirth("made-up-4", NOW_MS))).isInstanceOf(CommandProblem.RateLimited.class);
        assertThat(rebirth("known", NOW_MS)).isInstanceOf(CommandCheck.Verdict.Accepted.class);
    }

    @Test
    void manyEdgeNodesDoNotGiveAnyOfThemMore() {
        for (int i = 0; i < 5; i++) {
            rebirth("known", NOW_MS);
        }
        for (int i = 0; i < 20_000; i++) {
            rebirth("known-" + i, NOW_MS);
        }

        assertThat(problem(rebirth("known", NOW_MS))).isInstanceOf(CommandProblem.RateLimited.class);
    }

    @Test
    void anExpiryIsAheadAndNotTooFar() {
        Instant now = Instant.ofEpochMilli(NOW_MS);

        assertThat(problem(expiring(now))).isInstanceOf(CommandProblem.BadExpiry.class);
        assertThat(problem(expiring(now.plus(Duration.ofDays(1)).plusMillis(1))))
                .isInstanceOf(CommandProblem.BadExpiry.class);
        assertThat(expiring(now.plus(Duration.ofDays(1)))).isInstanceOf(CommandCheck.Verdict.Accepted.class);
    }

    private CommandCheck.Verdict rebirth(String node, long nowMs) {
        return check.verdict(
                order(CommandKind.COMMAND_KIND_REBIRTH, node, List.of(), Optional.empty()),
                SourceId.ofNode("g", node),
                plant,
                nowMs);
    }

    private CommandCheck.Verdict expiring(Instant at) {
        return check.verdict(
                order(CommandKind.COMMAND_KIND_REBIRTH, "known", List.of(), Optional.of(at)),
                SourceId.ofNode("g", "known"),
                plant,
                NOW_MS);
    }

    private CommandCheck.Verdict write(String node) {
        var wish = new CommandCheck.Wish("no such", new GivenValue.Flag(true));
        return check.verdict(
                order(CommandKind.COMMAND_KIND_WRITE, node, List.of(wish), Optional.empty()),
                SourceId.ofNode("g", node),
                plant,
                NOW_MS);
    }

    private static CommandProblem problem(CommandCheck.Verdict verdict) {
        return ((CommandCheck.Verdict.Refused) verdict).problem();
    }

    private static Order order(
            CommandKind kind, String node, List<CommandCheck.Wish> wishes, Optional<Instant> expiresAt) {
        return new Order(
                kind,
                "g",
                Optional.of(node),
                Optional.empty(),
                wishes,
                "anna",
                "",
                expiresAt,
                CommandPriority.COMMAND_PRIORITY_NORMAL,
                Optional.empty());
    }

    private static Source online(SourceId id) {
        return new Source(id, true, 0, 0, OptionalInt.empty(), List.of());
    }
}
