package io.oeesuite.mqtt;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.oeesuite.localstack.Certificates;

import static io.oeesuite.mqtt.RealBroker.OPTIONS;
import static io.oeesuite.mqtt.RealBroker.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A certificate that ends soon is renewed by certs/generate_certs.sh while its client publishes some hundreds of messages a second with QoS 1: the connection is made
 * anew with it, and nothing is lost on the way.
 */
class RotationUnderLoadTest {
    private static final String EDGE = "edge_ROTATES";
    private static final String TOPIC = "spBv1.0/G/NDATA/" + EDGE;
    private static final int PER_SECOND = 400;
    private static final int BEFORE = 400;
    private static final int AFTER = 800;
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Integer> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeated = new AtomicInteger();

    @Test
    void nothingIsLostWhileACertificateIsRenewed() throws Exception {
        Certificates.Identity identity = STACK.certificates().expiringClient(EDGE);
        X509Certificate before = certificate(identity.certificate());
        var heard = RecordingListener.acknowledging();
        MqttConnection subscriber = RealBroker.connection(RealBroker.settings("analytics_ROTATION"), OPTIONS, heard);
        var granted = subscriber.subscribe(Subscription.required(TOPIC, 1));
        subscriber.start();
        granted.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        var listener = RecordingListener.acknowledging();
        MqttConnection edge = RealBroker.connection(RealBroker.settings(EDGE, identity), OPTIONS, listener);
        edge.start();
        listener.awaitConnections(1);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            var sent = new AtomicInteger();
            clock.scheduleAtFixedRate(
                    () -> publish(edge, sent.incrementAndGet()), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
            await().atMost(PATIENCE).until(() -> acknowledged.size() > BEFORE);

            STACK.certificates().renewClient(EDGE);

            listener.awaitConnections(2);
            int atReturn = sent.get();
            await().atMost(PATIENCE).until(() -> sent.get() > atReturn + AFTER);
            clock.shutdown();
            assertThat(clock.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
            await().atMost(PATIENCE).until(waiting::isEmpty);
            int last = sent.get();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(numbers(heard)).hasSize(last));

            assertThat(numbers(heard)).containsAll(acknowledged);
            assertThat(acknowledged).hasSize(last);
            assertThat(listener.losses)
                    .hasOnlyElementsOfType(ConnectionProblem.CertificatesChanged.class)
                    .hasSize(1);
            BigInteger now = certificate(identity.certificate()).getSerialNumber();
            assertThat(now).isNotEqualTo(before.getSerialNumber());
            System.out.printf(
                    "Renewed under load: %d messages, %d sent again, %d heard twice; serial %s, then %s%n",
                    last,
                    repeated.get(),
                    heard.messages.size() - last,
                    before.getSerialNumber().toString(16),
                    now.toString(16));
        } finally {
            clock.shutdownNow();
            edge.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            subscriber.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    /** Until the broker has acknowledged it, as an edge node with a queue does. */
    private void publish(MqttConnection edge, int number) {
        waiting.add(number);
        edge.publish(TOPIC, String.valueOf(number).getBytes(StandardCharsets.UTF_8), 1, false)
                .onSuccess(packet -> {
                    acknowledged.add(number);
                    waiting.remove(number);
                })
                .onFailure(lost -> {
                    repeated.incrementAndGet();
                    RealBroker.VERTX.setTimer(50, again -> publish(edge, number));
                });
    }

    private static Set<Integer> numbers(RecordingListener heard) {
        return heard.texts().stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream stream = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }
}
