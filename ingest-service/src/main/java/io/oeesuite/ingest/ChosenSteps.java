package io.oeesuite.ingest;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;

/** The steps that run in this process. */
@ApplicationScoped
public class ChosenSteps implements CheckedSettings {
    public static final String RECEIVE = "receive";
    public static final String SESSION = "session";

    private static final Set<String> KNOWN = Set.of(RECEIVE, SESSION);

    private final IngestConfig config;

    ChosenSteps(IngestConfig config) {
        this.config = config;
    }

    public boolean has(String step) {
        return config.steps().contains(step);
    }

    @Override
    public void checkSettings() {
        if (config.steps().isEmpty() || !KNOWN.containsAll(config.steps())) {
            throw new InvalidSettings("OEE_INGEST_STEPS: " + config.steps()
                    + " names something else than receive and session. Leave it unset to run both.");
        }
    }
}
