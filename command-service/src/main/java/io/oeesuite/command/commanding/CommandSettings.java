package io.oeesuite.command.commanding;

import io.oeesuite.startup.InvalidSettings;

/** What the settings of commands must fulfil, each by itself and together. */
final class CommandSettings {
    private CommandSettings() {}

    /** @throws InvalidSettings naming the first that makes no sense */
    static void check(CommandsConfig config) {
        require(config.expiry().isPositive(), "OEE_COMMANDS_EXPIRY must be positive, as PT1M.");
        require(config.criticalExpiry().isPositive(), "OEE_COMMANDS_CRITICAL_EXPIRY must be positive, as PT15M.");
        require(
                config.longestExpiry().compareTo(config.expiry()) >= 0,
                "OEE_COMMANDS_LONGEST_EXPIRY must not be below OEE_COMMANDS_EXPIRY.");
        require(config.confirmation().isPositive(), "OEE_COMMANDS_CONFIRMATION must be positive, as PT10S.");
        require(!config.offlineGrace().isNegative(), "OEE_COMMANDS_OFFLINE_GRACE must not be negative, as PT30S.");
        require(config.perSecond() >= 1, "OEE_COMMANDS_PER_SECOND must be 1 or more.");
        require(config.rebirthsPerSecond() >= 1, "OEE_COMMANDS_REBIRTHS_PER_SECOND must be 1 or more.");
        require(
                !config.rebirthInterval().isNegative(),
                "OEE_COMMANDS_REBIRTH_INTERVAL must not be negative, as PT10S.");
        require(
                config.history().compareTo(config.longestExpiry()) >= 0
                        && config.history().compareTo(config.criticalExpiry()) >= 0,
                "OEE_COMMANDS_HISTORY must not be below OEE_COMMANDS_LONGEST_EXPIRY or OEE_COMMANDS_CRITICAL_EXPIRY: what may still be sent must be known.");
        require(config.historySize() >= 100, "OEE_COMMANDS_HISTORY_SIZE must be 100 or more.");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new InvalidSettings(otherwise);
        }
    }
}
