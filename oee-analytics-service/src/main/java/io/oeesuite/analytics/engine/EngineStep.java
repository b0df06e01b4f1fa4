package io.oeesuite.analytics.engine;

import java.time.Duration;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.streams.KafkaStreams.State;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.analytics.alerts.AlertConfig;
import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.runtime.Quarkus;

/** Wires the {@link EngineStreams} into the service. */
@ApplicationScoped
@Priority(20)
class EngineStep implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(EngineStep.class);

    /** Exit code, EX_SOFTWARE of sysexits.h. */
    private static final int FAILED = 70;

    private final EngineConfig config;
    private final AlertConfig alerts;
    private final KafkaClients kafka;
    private final MeterRegistry registry;
    private volatile Optional<EngineStreams> streams = Optional.empty();

    EngineStep(EngineConfig config, AlertConfig alerts, KafkaClients kafka, MeterRegistry registry) {
        this.config = config;
        this.alerts = alerts;
        this.kafka = kafka;
        this.registry = registry;
    }

    @Override
    public void checkSettings() {
        requireNotNegative("grace", config.grace());
        requireNotNegative("gather", config.gather());
        requireNotNegative("skew-limit", config.skewLimit());
        requireNotNegative("earliness", config.earliness());
        requireNotNegative("horizon", config.horizon());
        requireNotNegative("history-horizon", config.historyHorizon());
        requireNotNegative("commit-interval", config.commitInterval());
        AlertRules.of(alerts);
        if (config.threads() < 1) {
            throw new InvalidSettings("oee.engine.threads is " + config.threads() + ", it must be at least 1");
        }
        if (config.standbyReplicas() < 0) {
            throw new InvalidSettings(
                    "oee.engine.standby-replicas is " + config.standbyReplicas() + ", it must not be negative");
        }
    }

    @Override
    public void start() {
        EngineStreams started = new EngineStreams(
                kafka.settings(), config, AlertRules.of(alerts), registry, () -> Quarkus.asyncExit(FAILED));
        streams = Optional.of(started);
        started.start();
        LOG.infof(
                "Engine step: kafka=%s application=%s instance=%s stateDir=%s grace=%s",
                kafka.bootstrapServers(),
                config.applicationId(),
                config.instanceId(),
                config.stateDir().toAbsolutePath(),
                config.grace());
    }

    @Override
    public void stop() {
        streams.ifPresent(EngineStreams::close);
    }

    @Override
    public String title() {
        return "the engine";
    }

    /** Empty before the start. */
    Optional<State> state() {
        return streams.map(EngineStreams::state);
    }

    private static void requireNotNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new InvalidSettings("oee.engine." + name + " is " + duration + ", it must not be negative");
        }
    }
}
