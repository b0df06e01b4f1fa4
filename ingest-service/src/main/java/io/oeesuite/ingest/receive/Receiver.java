package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.contracts.Topic;
import io.oeesuite.mqtt.BrokerAddress;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionProblem;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.ReceiveLimits;
import io.oeesuite.sparkplug.StateTopic;
import io.vertx.core.Vertx;

/**
 * Takes messages from a broker to the raw log.
 *
 * <p>While Kafka is away, what was received waits in the producer, unacknowledged and in order, and no more than the bound is received. When Kafka refuses a
 * message for good, the connection is dropped, so that the broker sends that message and all after it again, in order.
 */
final class Receiver implements ConnectionListener {
    private static final Logger LOG = Logger.getLogger(Receiver.class);
    private static final long IN_FLIGHT_BYTES = 16L << 20;
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REFUSAL_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final ReceiveSettings settings;
    private final ReceiveMeters meters;
    private final KafkaWatch watch = new KafkaWatch(System::nanoTime);
    private final MqttConnection connection;
    private final Redelivery redelivery;
    private final RawLog rawLog;
    private long kafkaLog = -1;
    private volatile boolean kafkaMissed;

    Receiver(Vertx vertx, ReceiveSettings settings, Tracing tracing, MeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.meters = new ReceiveMeters(registry);
        ConnectionOptions options = ConnectionOptions.defaults()
                .withPersistentSession()
                .withLimits(new ReceiveLimits(settings.maxInFlight(), IN_FLIGHT_BYTES, settings.maxMessageSize()));
        this.connection = new MqttConnection(vertx, settings.mqtt(), options, this);
        this.redelivery = new Redelivery(vertx, connection, this::renewProducer, REFUSAL_PAUSE, watch, meters);
        var records = new RawRecords(new RawKey(settings.jsonBase()), settings.receiver(), System::currentTimeMillis);
        this.rawLog = new RawLog(
                () -> RawProducer.of(settings.kafka(), settings.maxMessageSize()),
                records,
                tracing,
                watch,
                meters,
                redelivery::refused);
    }

    /** Connects; returns when Kafka knows the topics, before the broker has accepted the connection. */
    void start() {
        rawLog.open();
        LOG.infof(
                "Receiving over MQTT as %s from %s, storing to Kafka %s on %s",
                settings.mqtt().clientId(), settings.mqtt().brokers(), kafka(), Topic.RAW.topicName());
        settings.subscriptions().forEach(connection::subscribe);
        connection.start();
        kafkaLog = vertx.setPeriodic(WATCH_INTERVAL.toMillis(), now -> logKafka());
    }

    /** Reads no more, stores and acknowledges what is in flight, leaves the broker, which keeps the session. */
    void stop() {
        vertx.cancelTimer(kafkaLog);
        redelivery.stop();
        try {
            connection
                    .stop()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("The MQTT connection did not end in order: %s", e.getMessage());
        }
        rawLog.close();
    }

    private void renewProducer() {
        rawLog.open();
    }

    /** Why messages do not get stored now; empty when they do. */
    Optional<String> complaint() {
        Optional<String> mqtt = switch (connection.state()) {
            case ConnectionState.Connected connected -> Optional.empty();
            case ConnectionState.Connecting connecting ->
                Optional.of("MQTT: "
                        + connecting.problem().map(ConnectionProblem::message).orElse("connecting"));
            case ConnectionState.Stopped stopped -> Optional.of("MQTT: not connected");
        };
        return watch.complaint(settings.kafkaPatience())
                .map(kafka -> "Kafka: " + kafka)
                .or(() -> mqtt);
    }

    /** Messages received and not yet acknowledged. */
    int inFlight() {
        return connection.inFlight();
    }

    /** Records that Kafka has not yet answered to. */
    int unstored() {
        return watch.outstanding();
    }

    boolean isConnected() {
        return connection.state() instanceof ConnectionState.Connected;
    }

    /** Sends a record by the way that messages take. */
    void send(ProducerRecord<byte[], byte[]> record, Runnable answered) {
        rawLog.send(record, answered);
    }

    @Override
    public void onMessage(InboundMessage message) {
        // hosts that announce themselves: nothing that a machine says
        if (StateTopic.matches(message.topic())) {
            message.acknowledge();
            return;
        }
        meters.received(message.payload().length);
        rawLog.store(message);
    }

    @Override
    public void onConnected(BrokerAddress broker, boolean sessionPresent) {
        meters.connected();
    }

    @Override
    public void onDisconnected(ConnectionProblem problem) {
        meters.lost();
    }

    @Override
    public void onOversize(InboundMessage message) {
        meters.oversize();
        rawLog.noteOversize(message, settings.maxMessageSize());
    }

    /** Once when it goes and once when it is back. */
    private void logKafka() {
        Optional<String> complaint = watch.complaint(settings.kafkaPatience());
        if (complaint.isPresent() && !kafkaMissed) {
            LOG.errorf("%s. Kafka is expected at %s.", complaint.get(), kafka());
        }
        if (complaint.isEmpty() && kafkaMissed) {
            LOG.infof("Kafka at %s stores messages again", kafka());
        }
        kafkaMissed = complaint.isPresent();
    }

    private Object kafka() {
        return settings.kafka().get("bootstrap.servers");
    }
}
