package io.oeesuite.simulator.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.oeesuite.simulator.broker.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The shared broker, and a simulator that plays one line 60 times as fast. */
public final class SimulatorResource implements QuarkusTestResourceLifecycleManager {

    static final String LINE = "edge_CONTROL-LINE";
    static final String OWN = "edge_CONTROL-OWN";
    static final String PROBLEMS = "edge_CONTROL-PROBLEMS";
    static final String DEVICE = "CONTROL-DEVICE";

    @Override
    public Map<String, String> start() {
        TestBroker.start(LINE, OWN, PROBLEMS, DEVICE);
        Map<String, String> config = new HashMap<>(TestBroker.environment());
        config.put("simulator.certs-dir", config.remove("SIMULATOR_CERTS_DIR"));
        config.put(
                "simulator.scenario",
                Path.of("src/test/resources/control-scenario.yaml").toString());
        config.put("simulator.data-dir", temporaryFolder().toString());
        config.put("simulator.backfill", "30m");
        config.put("simulator.time-scale", "60");
        config.put("simulator.json-devices", "true");
        return config;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("simulator-test");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void stop() {
        // the broker serves other tests too
    }
}
