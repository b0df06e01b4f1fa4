package io.oeesuite.command.commanding;

import java.util.Locale;

import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.CommandPriority;
import io.oeesuite.contracts.CommandStatus;

/** The names of the contract as REST and metrics write them: {@code waiting-for-approval}. */
public final class CommandWords {
    private CommandWords() {}

    public static String of(CommandStatus status) {
        return word(status, "COMMAND_STATUS_");
    }

    public static String of(CommandKind kind) {
        return word(kind, "COMMAND_KIND_");
    }

    public static String of(CommandPriority priority) {
        return word(priority, "COMMAND_PRIORITY_");
    }

    private static String word(Enum<?> constant, String prefix) {
        return constant.name()
                .replaceFirst("^" + prefix, "")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
