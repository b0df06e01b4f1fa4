package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.oeesuite.command.MetricMother;
import io.oeesuite.command.plant.Source;
import io.oeesuite.contracts.BirthMetric;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandPriority;
import io.oeesuite.sparkplug.DataType;

import static io.oeesuite.command.commanding.CommandMother.DEVICE;
import static io.oeesuite.command.commanding.CommandMother.rebirth;
import static io.oeesuite.command.commanding.CommandMother.write;
import static org.assertj.core.api.Assertions.assertThat;

class OutboxTest {
    private Optional<Source> device = Optional.of(device(true, DataType.DOUBLE));
    private final RebirthPace pace = new RebirthPace(Duration.ofSeconds(10), 5);
    private final Outbox outbox = new Outbox(
            new CommandCheck(
                    id -> id.equals(DEVICE) ? device : Optional.of(node(id)), group -> true, new AllowList(List.of())),
            pace);

    @Test
    void theMostUrgentGoFirstAndOfThoseTheOldest() {
        List<CommandRecord> open = open(
                write("1").build(),
                write("2").setPriority(CommandPriority.COMMAND_PRIORITY_LOW).build(),
                write("3").setPriority(CommandPriority.COMMAND_PRIORITY_HIGH).build(),
                write("4").build());

        assertThat(outbox.steps(open, HostPresence.SETTLED, 2_000, 3))
                .allMatch(Outbox.Step.Send.class::isInstance)
                .extracting(step -> step.of().id())
                .containsExactly("3", "1", "4");
    }

    @Test
    void whileTheHostIsOfflineCommandsWaitAndExpire() {
        List<CommandRecord> open = open(write("1").build());

        assertThat(outbox.steps(open, HostPresence.AWAY, 60_999, 10)).isEmpty();
        assertThat(outbox.steps(open, HostPresence.AWAY, 61_000, 10))
                .singleElement()
                .isInstanceOf(Outbox.Step.Expire.class);
    }

    @Test
    void anOfflineTargetIsWaitedForUntilTheHostHasBeenBackForAWhile() {
        device = Optional.of(device(false, DataType.DOUBLE));
        List<CommandRecord> open = open(write("1").build());

        assertThat(outbox.steps(open, HostPresence.AWAY, 2_000, 10)).isEmpty();
        assertThat(outbox.steps(open, HostPresence.BACK, 2_000, 10)).isEmpty();
        assertThat(outbox.steps(open, HostPresence.SETTLED, 2_000, 10))
                .singleElement()
                .isInstanceOf(Outbox.Step.Refuse.class);
        assertThat(outbox.steps(open, HostPresence.AWAY, 61_000, 10))
                .singleElement()
                .isInstanceOf(Outbox.Step.Expire.class);

        device = Optional.of(device(true, DataType.DOUBLE));
        assertThat(outbox.steps(open, HostPresence.BACK, 2_000, 10))
                .singleElement()
                .isInstanceOf(Outbox.Step.Send.class);
    }

    @Test
    void theHostIsSettledAfterTheGraceAndAnewEachTimeItComesBack() {
        var watch = new PresenceWatch(Duration.ofSeconds(30));

        assertThat(watch.see(false, 0)).isEqualTo(HostPresence.AWAY);
        assertThat(watch.see(true, 1_000)).isEqualTo(HostPresence.BACK);
        assertThat(watch.see(true, 30_999)).isEqualTo(HostPresence.BACK);
        assertThat(watch.see(true, 31_000)).isEqualTo(HostPresence.SETTLED);
        assertThat(watch.see(false, 32_000)).isEqualTo(HostPresence.AWAY);
        assertThat(watch.see(true, 33_000)).isEqualTo(HostPresence.BACK);
        assertThat(watch.see(true, 63_000)).isEqualTo(HostPresence.SETTLED);
        watch.forget();
        assertThat(watch.see(true, 64_000)).isEqualTo(HostPresence.BACK);
    }

    @Test
    void whatWaitsForApprovalIsNotSentButExpires() {
        List<CommandRecord> open = open(write("1").setCritical(true).build());

        assertThat(outbox.steps(open, HostPresence.SETTLED, 2_000, 10)).isEmpty();
        assertThat(outbox.steps(open, HostPresence.SETTLED, 61_000, 10))
                .singleElement()
                .isInstanceOf(Outbox.Step.Expire.class);
    }

    @Test
    void theTargetIsLookedAtAgainBeforeSending() {
        device = Optional.of(device(false, DataType.DOUBLE));
        assertThat(refusal()).isInstanceOf(CommandProblem.TargetOffline.class);

        device = Optional.of(device(true, DataType.INT32));
        assertThat(refusal()).isInstanceOf(CommandProblem.WrongType.class);

        device = Optional.empty();
        assertThat(refusal()).isInstanceOf(CommandProblem.UnknownTarget.class);
    }

    @Test
    void rebirthsArePacedAndAllOthersPassThem() {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            commands.add(rebirth("r" + i, "n" + i).build());
        }
        commands.add(write("w").build());
        List<CommandRecord> open = open(commands.toArray(Command[]::new));

        assertThat(outbox.steps(open, HostPresence.SETTLED, 2_000, 500))
                .extracting(step -> step.of().id())
                .containsExactly("r0", "w");
        assertThat(outbox.steps(open, HostPresence.SETTLED, 2_199, 500))
                .extracting(step -> step.of().id())
                .containsExactly("w");
        assertThat(outbox.steps(open, HostPresence.SETTLED, 2_200, 500))
                .extracting(step -> step.of().id())
                .containsExactly("r1", "w");
    }

    private CommandProblem refusal() {
        return outbox.steps(open(write("1").build()), HostPresence.SETTLED, 2_000, 10)
                                .getFirst()
                        instanceof Outbox.Step.Refuse(var of, CommandProblem why)
                ? why
                : null;
    }

    private static List<CommandRecord> open(Command... commands) {
        List<CommandRecord> open = new ArrayList<>();
        for (Command command : commands) {
            open.add(CommandRecord.accepted(command, open.size()));
        }
        return open;
    }

    private static Source device(boolean online, DataType type) {
        var declared = BirthMetric.newBuilder()
                .setName("speed")
                .setDatatype(type.code())
                .build();
        var metric = new Source.Metric(declared, MetricMother.number("speed", 1), 0, !online);
        return new Source(DEVICE, online, 0, 0, OptionalInt.empty(), List.of(metric));
    }

    private static Source node(io.oeesuite.command.plant.SourceId id) {
        return new Source(id, true, 0, 0, OptionalInt.empty(), List.of());
    }
}
