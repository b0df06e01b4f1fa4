package io.oeesuite.ingest.receive;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.vertx.core.Vertx;

/**
 * Has the broker send messages again that Kafka refused: the connection is dropped with all of them unacknowledged, and made anew once Kafka has answered to
 * everything else that was under way.
 */
final class Redelivery {
    private static final Logger LOG = Logger.getLogger(Redelivery.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private final Vertx vertx;
    private final MqttConnection connection;
    private final Runnable renewProducer;
    private final Duration pause;
    private final KafkaWatch watch;
    private final ReceiveMeters meters;
    private final Queue<InboundMessage> refused = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean stopped;

    /**
     * @param renewProducer makes a new producer; may wait, and fail
     * @param pause before the next try: Kafka refuses for reasons that people must see to
     */
    Redelivery(
            Vertx vertx,
            MqttConnection connection,
            Runnable renewProducer,
            Duration pause,
            KafkaWatch watch,
            ReceiveMeters meters) {
        this.vertx = vertx;
        this.connection = connection;
        this.renewProducer = renewProducer;
        this.pause = pause;
        this.watch = watch;
        this.meters = meters;
    }

    void refused(InboundMessage message, Exception cause) {
        if (stopped) {
            return;
        }
        meters.returned();
        refused.add(message);
        if (underWay.compareAndSet(false, true)) {
            LOG.errorf(
                    "Kafka refuses to store: %s. Nothing is lost: the broker keeps the messages; they are asked for again in %d s.",
                    cause.getMessage(), pause.toSeconds());
            connection.drop().onComplete(dropped -> vertx.setTimer(pause.toMillis(), now -> whenQuiet()));
        }
    }

    void stop() {
        stopped = true;
    }

    private void whenQuiet() {
        if (stopped) {
            return;
        }
        if (watch.outstanding() > 0) {
            vertx.setTimer(POLL.toMillis(), now -> whenQuiet());
            return;
        }
        vertx.executeBlocking(() -> {
                    renewProducer.run();
                    return true;
                })
                .onComplete(renewed -> again(), failure -> vertx.setTimer(pause.toMillis(), now -> whenQuiet()));
    }

    private void again() {
        // their connection is gone: this reaches no broker, it only makes room
        for (InboundMessage message = refused.poll(); message != null; message = refused.poll()) {
            message.acknowledge();
        }
        underWay.set(false);
        connection.start();
    }
}
