package io.oeesuite.simulator.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

import io.oeesuite.simulator.machine.SimulatedLine;
import io.oeesuite.simulator.scenario.Scenario;
import io.oeesuite.simulator.settings.BrokerSettings;
import io.oeesuite.simulator.settings.SimulatorSettings;
import io.vertx.core.Vertx;

/** The scenario's devices that speak JSON; off unless SIMULATOR_JSON_DEVICES is true. */
@ApplicationScoped
class JsonDevices {

    private static final long TICK_MILLIS = 1000;

    private final Vertx vertx;
    private final SimulatorSettings settings;
    private final BrokerSettings brokers;
    private final List<JsonDevice> devices = new ArrayList<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    JsonDevices(Vertx vertx, SimulatorSettings settings, Config config) {
        this.vertx = vertx;
        this.settings = settings;
        brokers = new BrokerSettings(name -> config.getOptionalValue(name, String.class), settings.certsDir());
    }

    void start(Scenario scenario) {
        if (!settings.jsonDevices()) {
            return;
        }
        long now = System.currentTimeMillis();
        for (Scenario.JsonDevice device : scenario.jsonDevices()) {
            SimulatedLine line = SimulatedLine.fresh(
                    device.line(), settings.seed().orElse(scenario.seed()), settings.timeScale(), now);
            devices.add(new JsonDevice(settings.jsonBase(), device.id(), line, brokers.of(device.id()), vertx));
        }
        vertx.setPeriodic(TICK_MILLIS, tick -> executor.execute(this::tick));
    }

    private void tick() {
        long now = System.currentTimeMillis();
        devices.forEach(device -> device.tick(now));
    }

    void stop() {
        executor.close();
        devices.forEach(JsonDevice::close);
    }
}
