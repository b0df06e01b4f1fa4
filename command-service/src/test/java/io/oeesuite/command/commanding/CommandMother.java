package io.oeesuite.command.commanding;

import java.util.Optional;

import io.oeesuite.command.MetricMother;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;

/** Commands to device d of node n in group g. */
final class CommandMother {
    static final SourceId DEVICE = new SourceId("g", "n", Optional.of("d"));

    private CommandMother() {}

    static Command.Builder write(String id) {
        return Command.newBuilder()
                .setId(id)
                .setKind(CommandKind.COMMAND_KIND_WRITE)
                .setGroup("g")
                .setNode("n")
                .setDevice("d")
                .addMetrics(MetricMother.number("speed", 120))
                .setActor("anna")
                .setAcceptedMs(1_000)
                .setExpiresMs(61_000);
    }

    static Command.Builder rebirth(String id, String node) {
        return Command.newBuilder()
                .setId(id)
                .setKind(CommandKind.COMMAND_KIND_REBIRTH)
                .setGroup("g")
                .setNode(node)
                .setActor("anna")
                .setAcceptedMs(1_000)
                .setExpiresMs(61_000);
    }

    static CommandOutcome outcome(String id, CommandStatus status) {
        return CommandOutcome.newBuilder()
                .setCommandId(id)
                .setStatus(status)
                .setTimeMs(2_000)
                .build();
    }
}
