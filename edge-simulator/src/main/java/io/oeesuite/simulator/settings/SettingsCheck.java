package io.oeesuite.simulator.settings;

/** Refuses settings that make no sense, with what to do about them. */
public final class SettingsCheck {

    private static final int HIGHEST_BDSEQ = 255;

    private SettingsCheck() {}

    /** @throws IllegalArgumentException with the name of the variable that is wrong */
    public static void check(SimulatorSettings simulator, SparkplugSettings sparkplug) {
        require(sparkplug.qos() == 0 || sparkplug.qos() == 1, "SPARKPLUG_QOS must be 0 or 1, not " + sparkplug.qos());
        require(
                sparkplug.bdseq() >= 0 && sparkplug.bdseq() <= HIGHEST_BDSEQ,
                "SPARKPLUG_BDSEQ must be 0..255, not " + sparkplug.bdseq());
        require(
                simulator.timeScale() > 0 && Double.isFinite(simulator.timeScale()),
                "SIMULATOR_TIME_SCALE must be above 0, not " + simulator.timeScale());
        require(!simulator.backfill().isNegative(), "SIMULATOR_BACKFILL must not be negative: " + simulator.backfill());
        require(simulator.queueLimit() > 0, "SIMULATOR_QUEUE_LIMIT must be at least 1, not " + simulator.queueLimit());
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
