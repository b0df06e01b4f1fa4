package io.oeesuite.alert.mqtt;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Vertx;

/** Keeps the connection that alerts are published through. */
@ApplicationScoped
@Priority(30)
class MqttStep implements ServiceStep {
    private static final String CLIENT_ID = "alert_SENDER";

    private final Vertx vertx;
    private final Config environment;
    private final ConnectorSession connector;
    private final RetainedPicture picture;
    private MqttSettings settings;
    private volatile Optional<MqttConnection> connection = Optional.empty();

    MqttStep(
            Vertx vertx,
            Config environment,
            ConnectorSession connector,
            RetainedPicture picture,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.environment = environment;
        this.connector = connector;
        this.picture = picture;
        Gauge.builder("oee.alert.mqtt.connected", () -> complaint().isEmpty() ? 1 : 0)
                .description("Whether there is a connection with the broker")
                .register(registry);
    }

    @Override
    public void checkSettings() {
        try {
            MqttSettings read = MqttSettings.from(name -> environment.getOptionalValue(name, String.class), CLIENT_ID);
            settings = LaunchMode.current() == LaunchMode.NORMAL ? read.forProduction() : read;
        } catch (InvalidMqttSettings problem) {
            throw new InvalidSettings(problem.getMessage());
        }
    }

    @Override
    public void start() {
        connector.check();
        var opened = new MqttConnection(vertx, settings, ConnectionOptions.defaults(), new Deaf());
        connection = Optional.of(opened);
        connector.session().publishThrough(opened);
        picture.publishThrough(opened);
        opened.start();
    }

    @Override
    public void stop() {
        picture.end();
        connector.session().end();
        connection.ifPresent(
                open -> open.stop().toCompletionStage().toCompletableFuture().join());
    }

    @Override
    public String title() {
        return "alerts over MQTT";
    }

    /** Why alerts cannot be published now, for people; empty when they can. */
    Optional<String> complaint() {
        return connection
                .map(open -> switch (open.state()) {
                    case ConnectionState.Stopped _ -> Optional.of("stopped");
                    case ConnectionState.Connecting connecting ->
                        connecting.problem().map(problem -> problem.message()).or(() -> Optional.of("connecting"));
                    case ConnectionState.Connected _ -> Optional.<String>empty();
                })
                .orElse(Optional.of("not started"));
    }

    /** Nothing is subscribed to. */
    private final class Deaf implements ConnectionListener {
        @Override
        public void onConnected(BrokerAddress broker, boolean sessionPresent) {
            picture.isUnknown();
        }

        @Override
        public void onMessage(InboundMessage message) {
            message.acknowledge();
        }
    }
}
