package io.oeesuite.auth.enrolment;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.ReceiveLimits;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.mqttaccess.PlainName;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Vertx;

/**
 * Listens for devices that ask to be let in, where the settings name a broker. A question is acknowledged once its answer is with the broker. Where the connection was lost before, the acknowledgement reaches nobody: the broker asks again, and is answered alike.
 */
@ApplicationScoped
@Priority(5)
class DiscoveryStep implements ServiceStep, ConnectionListener {
    private static final Logger LOG = Logger.getLogger(DiscoveryStep.class);
    private static final String CLIENT_ID = "auth_SERVICE";
    private static final List<String> BROKER =
            List.of("MQTT_BROKERS", "MQTT_BROKER_HOST", "MQTT_HOST", "MQTT_BROKER_URL");
    /** Questions that wait; the broker keeps the rest. */
    private static final int WAITING = 200;

    private static final int TOPIC = 1024;
    private static final int QOS = 1;

    private final Vertx vertx;
    private final Config environment;
    private final Discovery discovery;
    private final DiscoveryTopics topics;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("discovery").daemon().factory());
    private Optional<MqttSettings> settings = Optional.empty();
    private volatile Optional<MqttConnection> connection = Optional.empty();

    DiscoveryStep(
            Vertx vertx, Config environment, Discovery discovery, EnrolmentConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.environment = environment;
        this.discovery = discovery;
        this.topics = new DiscoveryTopics(config.base());
        Gauge.builder("oee.auth.discovery.connected", () -> isConnected() ? 1 : 0)
                .description("Whether devices can ask for certificates over MQTT")
                .register(registry);
    }

    @Override
    public void checkSettings() {
        if (BROKER.stream().allMatch(name -> setting(name).isEmpty())) {
            return;
        }
        try {
            MqttSettings read = MqttSettings.from(this::setting, CLIENT_ID);
            settings = Optional.of(LaunchMode.current() == LaunchMode.NORMAL ? read.forProduction() : read);
        } catch (InvalidMqttSettings problem) {
            throw new InvalidSettings(problem.getMessage());
        }
    }

    @Override
    public void start() {
        settings.ifPresentOrElse(
                this::listen,
                () -> LOG.info("Enrolment over MQTT is off: MQTT_BROKER_HOST is not set. Over HTTP it is on"));
    }

    private void listen(MqttSettings broker) {
        var limits = ReceiveLimits.DEFAULT.withMessages(WAITING).withMessageSize(Discovery.LONGEST + TOPIC);
        var options = ConnectionOptions.defaults().withPersistentSession().withLimits(limits);
        var opened = new MqttConnection(vertx, broker, options, this);
        connection = Optional.of(opened);
        opened.subscribe(Subscription.required(topics.requests(), QOS))
                .onFailure(refused -> LOG.warnf("Not listening for new devices: %s", refused.getMessage()));
        opened.start();
        LOG.infof("Enrolment over MQTT is on: %s", topics.requests());
    }

    @Override
    public void stop() {
        connection.ifPresent(
                open -> open.stop().toCompletionStage().toCompletableFuture().join());
        worker.shutdownNow();
    }

    @Override
    public String title() {
        return "enrolment over MQTT";
    }

    @Override
    public void onMessage(InboundMessage message) {
        String id = DiscoveryTopics.asker(message.topic());
        if (message.retained() || !PlainName.isPlain(id)) {
            message.acknowledge();
            return;
        }
        worker.execute(() -> answer(id, message, () -> discovery.answer(id, message.payload())));
    }

    @Override
    public void onOversize(InboundMessage message) {
        String id = DiscoveryTopics.asker(message.topic());
        if (message.retained() || !PlainName.isPlain(id)) {
            message.acknowledge();
            return;
        }
        answer(id, message, discovery::tooLarge);
    }

    private void answer(String id, InboundMessage question, Supplier<byte[]> answer) {
        connection.ifPresent(open -> open.publish(topics.response(id), answer.get(), QOS, false)
                // also when it got lost: what is not acknowledged takes room for ever, on later connections too
                .onComplete(_ -> question.acknowledge())
                .onFailure(lost -> LOG.warnf("The answer did not reach the broker: id=%s: %s", id, lost.getMessage())));
    }

    private boolean isConnected() {
        return connection
                .filter(open -> open.state() instanceof ConnectionState.Connected)
                .isPresent();
    }

    private Optional<String> setting(String name) {
        return environment.getOptionalValue(name, String.class);
    }
}
