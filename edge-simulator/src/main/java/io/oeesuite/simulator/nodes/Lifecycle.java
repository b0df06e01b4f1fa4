package io.oeesuite.simulator.nodes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.simulator.outbox.OutboxFailure;
import io.oeesuite.simulator.scenario.Scenario;
import io.oeesuite.simulator.scenario.ScenarioFile;
import io.oeesuite.simulator.settings.SimulatorSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Starts the scenario with the service, and lets every node say farewell at its end. */
@ApplicationScoped
class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    private final Nodes nodes;
    private final JsonDevices devices;
    private final SimulatorSettings settings;

    Lifecycle(Nodes nodes, JsonDevices devices, SimulatorSettings settings) {
        this.nodes = nodes;
        this.devices = devices;
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        try {
            Scenario scenario = ScenarioFile.named(settings.scenario());
            nodes.start(scenario);
            devices.start(scenario);
        } catch (InvalidMqttSettings
                | OutboxFailure
                | ScenarioFile.InvalidScenario
                | IllegalArgumentException unusable) {
            LOG.errorf("The simulator does not start: %s", unusable.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        nodes.stop();
        devices.stop();
    }
}
