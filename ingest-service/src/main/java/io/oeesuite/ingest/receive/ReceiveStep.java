package io.oeesuite.ingest.receive;

import java.util.List;
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

/** Wires the {@link Receivers} into the service. Last to start and first to stop, so that what it stores is read. */
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
    private List<ReceiveSettings> settings = List.of();
    private volatile Optional<Receivers> receivers = Optional.empty();

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
            var all = new ReceiveSettings(
                    LaunchMode.current() == LaunchMode.NORMAL ? mqtt.forProduction() : mqtt,
                    mqtt.clientId(),
                    kafka,
                    json.baseTopic(),
                    config.shared(),
                    config.maxInFlight(),
                    config.maxMessageSize(),
                    config.heartbeat(),
                    config.kafkaPatience());
            settings = config.eachBroker() ? all.forEachBroker() : List.of(all);
        } catch (InvalidMqttSettings problem) {
            throw new InvalidSettings(problem.getMessage());
        }
    }

    @Override
    public void start() {
        var started = new Receivers(vertx, settings, tracing, registry);
        receivers = Optional.of(started);
        started.start();
    }

    @Override
    public void stop() {
        receivers.ifPresent(Receivers::stop);
    }

    Optional<Receivers> receivers() {
        return receivers;
    }

    @Override
    public String title() {
        return "the receive step";
    }
}
