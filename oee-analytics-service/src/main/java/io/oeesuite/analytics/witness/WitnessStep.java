package io.oeesuite.analytics.witness;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Vertx;

/** Listens on MQTT under a certificate of its own and tells how complete what came through Kafka is. */
@ApplicationScoped
@Priority(30)
public class WitnessStep implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(WitnessStep.class);
    private static final String CLIENT_ID = "analytics_OEE-PROCESSOR";
    private static final String FILTER = "spBv1.0/#";
    private static final long HOUSEKEEPING_MS = 5_000;

    private final WitnessSettings settings;
    private final Config config;
    private final KafkaClients kafka;
    private final Vertx vertx;
    private final Clock clock;
    private final Witness witness;
    private final WitnessMetrics metrics;
    private Optional<MqttConnection> connection = Optional.empty();
    private Optional<RawLogReader> reader = Optional.empty();
    private long housekeeping = -1;

    WitnessStep(
            WitnessSettings settings,
            Config config,
            KafkaClients kafka,
            Vertx vertx,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.config = config;
        this.kafka = kafka;
        this.vertx = vertx;
        this.clock = clock;
        this.witness = new Witness(settings);
        this.metrics = new WitnessMetrics(meters);
    }

    @Override
    public void checkSettings() {
        if (settings.enabled()) {
            mqttSettings();
        }
    }

    @Override
    public synchronized void start() {
        if (!settings.enabled()) {
            LOG.info("The witness is off: completeness is unknown");
            return;
        }
        MqttSettings mqtt = mqttSettings();
        var ear = new MqttEar(witness, clock);
        var mqttConnection = new MqttConnection(vertx, mqtt, ConnectionOptions.defaults(), ear);
        var rawLog = new RawLogReader(kafka, witness, clock, () -> listen(mqttConnection));
        connection = Optional.of(mqttConnection);
        reader = Optional.of(rawLog);
        housekeeping = vertx.setPeriodic(HOUSEKEEPING_MS, timer -> keepHouse());
        Thread.ofPlatform().name("witness-raw-log").daemon().start(rawLog);
        LOG.infof("The witness listens to %s as %s tls=%s", mqtt.brokers(), mqtt.clientId(), mqtt.tls());
    }

    @Override
    public synchronized void stop() {
        vertx.cancelTimer(housekeeping);
        reader.ifPresent(RawLogReader::stop);
        connection.ifPresent(open -> open.stop()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(3, TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join());
    }

    /** Share of an edge node's messages that came through, 0..1; empty while nothing has been compared within the window. */
    public OptionalDouble completeness(String edgeNode) {
        return witness.completeness(edgeNode, clock.millis());
    }

    /** Every edge node that was heard within the window, by name. */
    public List<NodeCompleteness> all() {
        return witness.all(clock.millis());
    }

    /** For people; never a reason for the service to be down. */
    synchronized String state() {
        if (!settings.enabled()) {
            return "off";
        }
        return connection
                .map(open -> switch (open.state()) {
                    case ConnectionState.Stopped stopped -> "stopped";
                    case ConnectionState.Connecting connecting ->
                        connecting
                                .problem()
                                .map(problem -> "not connected: " + problem.message())
                                .orElse("connecting");
                    case ConnectionState.Connected connected -> "listening to " + connected.broker();
                })
                .orElse("not started");
    }

    @Override
    public String title() {
        return "the witness";
    }

    private void listen(MqttConnection mqttConnection) {
        mqttConnection.subscribe(Subscription.required(FILTER, 1));
        mqttConnection.start();
    }

    private void keepHouse() {
        witness.forgetSilent(clock.millis());
        metrics.show(all());
    }

    private MqttSettings mqttSettings() {
        try {
            MqttSettings mqtt = MqttSettings.from(name -> config.getOptionalValue(name, String.class), CLIENT_ID);
            return LaunchMode.current() == LaunchMode.NORMAL ? mqtt.forProduction() : mqtt;
        } catch (InvalidMqttSettings invalid) {
            throw new InvalidSettings(invalid.getMessage());
        }
    }
}
