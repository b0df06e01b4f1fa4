package io.oeesuite.ingest.receive;

import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.ingest.ChosenSteps;
import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.ServiceStep;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;

/** Wires the {@link Receiver} into the service. Last to start and first to stop, so that what it stores is read. */
@ApplicationScoped
@Priority(10)
class ReceiveStep implements ServiceStep {
    private static final String CLIENT_ID = "analytics_INGEST-0";

    private final ChosenSteps chosen;
    private final Vertx vertx;
    private final ReceiveConfig config;
    private final JsonTopicsConfig json;
    private final Config environment;
    private final Map<String, Object> kafka;
    private final MeterRegistry registry;
    private final Tracing tracing;
    private ReceiveSettings settings;
    private volatile Optional<Receiver> receiver = Optional.empty();

    ReceiveStep(
            ChosenSteps chosen,
            Vertx vertx,
            ReceiveConfig config,
            JsonTopicsConfig json,
            Config environment,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry registry,
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        this.chosen = chosen;
        this.vertx = vertx;
        this.config = config;
        this.json = json;
        this.environment = environment;
        this.kafka = kafka;
        this.registry = registry;
        this.tracing = untraced ? Tracing.OFF : Tracing.with(telemetry);
    }

    @Override
    public boolean isWanted() {
        return chosen.has(ChosenSteps.RECEIVE);
    }

    @Override
    public void checkSettings() {
        try {
            MqttSettings mqtt = MqttSettings.from(name -> environment.getOptionalValue(name, String.class), CLIENT_ID);
            settings = new ReceiveSettings(
                    LaunchMode.current() == LaunchMode.NORMAL ? mqtt.forProduction() : mqtt,
                    kafka,
                    json.baseTopic(),
                    config.maxInFlight(),
                    config.maxMessageSize(),
                    config.heartbeat(),
                    config.kafkaPatience());
        } catch (InvalidMqttSettings problem) {
            throw new InvalidSettings(problem.getMessage());
        }
    }

    @Override
    public void start() {
        var started = new Receiver(vertx, settings, tracing, registry);
        receiver = Optional.of(started);
        started.start();
    }

    @Override
    public void stop() {
        receiver.ifPresent(Receiver::stop);
    }

    Optional<Receiver> receiver() {
        return receiver;
    }

    @Override
    public String toString() {
        return "the receive step";
    }
}
