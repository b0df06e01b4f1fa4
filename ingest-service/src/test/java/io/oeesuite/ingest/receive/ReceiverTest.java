package io.oeesuite.ingest.receive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.ingest.RealServers;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.vertx.core.Future;

import static io.oeesuite.ingest.RealServers.STACK;
import static io.oeesuite.ingest.RealServers.VERTX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

/** From a real broker to a real Kafka. */
class ReceiverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<Receiver> receivers = new ArrayList<>();
    private final List<MqttConnection> edges = new ArrayList<>();

    @BeforeAll
    static void createTopics() throws Exception {
        RealServers.createTopics();
    }

    @AfterEach
    void stopAll() {
        receivers.forEach(Receiver::stop);
        edges.forEach(edge -> done(edge.stop()));
    }

    @Test
    void aMessageIsStoredWithWhatIsKnownAboutIt() {
        try (var raw = RawTopic.fromNowOn(Topic.RAW)) {
            Receiver receiver = receiver("analytics_INGEST-0");
            MqttConnection edge = edge("edge_R1");

            done(edge.publish("spBv1.0/G/DDATA/edge_R1/D", bytes("payload"), 1, false));

            await().atMost(PATIENCE).until(() -> !raw.texts("G/edge_R1").isEmpty());
            ConsumerRecord<String, byte[]> record = raw.records().getFirst();
            assertThat(record.key()).isEqualTo("G/edge_R1");
            assertThat(record.value()).isEqualTo(bytes("payload"));
            assertThat(RawTopic.header(record, RawHeaders.MQTT_TOPIC)).isEqualTo("spBv1.0/G/DDATA/edge_R1/D");
            assertThat(RawTopic.header(record, RawHeaders.MQTT_QOS)).isEqualTo("1");
            assertThat(RawTopic.receiver(record)).isEqualTo("analytics_INGEST-0");
            assertThat(Long.parseLong(RawTopic.header(record, RawHeaders.RECEIVE_TIME)))
                    .isCloseTo(System.currentTimeMillis(), offset(60_000L));
            await().atMost(PATIENCE).until(() -> receiver.inFlight() == 0);
            assertThat(receiver.complaint()).isEmpty();
        }
    }

    @Test
    void whatJsonDevicesSayIsStoredToo() {
        try (var raw = RawTopic.fromNowOn(Topic.RAW)) {
            receiver("analytics_INGEST-0");
            MqttConnection device = edge("press-7");

            done(device.publish("iotflow/devices/press-7/telemetry/sensors", bytes("{}"), 1, false));
            done(device.publish("iotflow/devices/press-7/status/online", bytes(""), 1, false));

            await().atMost(PATIENCE).until(() -> raw.texts("iotflow/press-7").size() == 2);
        }
    }

    @Test
    void aGroupCalledStateIsNoHost() {
        try (var raw = RawTopic.fromNowOn(Topic.RAW)) {
            receiver("analytics_INGEST-0");

            done(edge("edge_R7").publish("spBv1.0/STATE/NDATA/edge_R7", bytes("kept"), 1, false));

            await().atMost(PATIENCE).until(() -> raw.texts("STATE/edge_R7").equals(List.of("kept")));
        }
    }

    @Test
    void anEdgeNodesMessagesKeepTheirOrder() {
        int count = 500;
        try (var raw = RawTopic.fromNowOn(Topic.RAW)) {
            receiver("analytics_INGEST-0");
            List<Future<Integer>> sent = publish(edge("edge_R2"), "edge_R2", count);
            sent.forEach(ReceiverTest::done);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(raw.texts("G/edge_R2"))
                            .isEqualTo(IntStream.range(0, count)
                                    .mapToObj(String::valueOf)
                                    .toList()));
        }
    }

    @Test
    void whileKafkaIsAwayNothingIsAcknowledgedAndNothingIsLost() {
        int count = 300;
        try (var raw = RawTopic.fromNowOn(Topic.RAW)) {
            Receiver receiver = receiver("analytics_INGEST-0", 100);
            MqttConnection edge = edge("edge_R3");
            List<Future<Integer>> sent;
            STACK.kafka().kill();
            try {
                sent = publish(edge, "edge_R3", count);
                await().atMost(PATIENCE).until(() -> receiver.inFlight() > 0);
                await().atMost(PATIENCE).until(() -> receiver.complaint().isPresent());
                assertThat(receiver.complaint().orElseThrow()).contains("Kafka has acknowledged nothing for");
                assertThat(receiver.inFlight()).isBetween(1, 100);
            } finally {
                STACK.kafka().start();
            }

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(raw.texts("G/edge_R3"))
                            .isEqualTo(IntStream.range(0, count)
                                    .mapToObj(String::valueOf)
                                    .toList()));
            sent.forEach(ReceiverTest::done);
            await().atMost(PATIENCE)
                    .until(() ->
                            receiver.inFlight() == 0 && receiver.complaint().isEmpty());
        }
    }

    @Test
    void whatWasReceivedAndNotStoredIsSentAgainToTheNextInstance() {
        // one who takes a message and dies before it is stored
        var taken = new ArrayList<InboundMessage>();
        MqttConnection mortal = connection("analytics_INGEST-0", taken::add);
        settings("analytics_INGEST-0", 100).subscriptions().forEach(mortal::subscribe);
        mortal.start();
        await().atMost(PATIENCE).until(() -> mortal.state() instanceof ConnectionState.Connected);
        done(edge("edge_R4").publish("spBv1.0/G/NDATA/edge_R4", bytes("precious"), 1, false));
        await().atMost(PATIENCE).until(() -> !taken.isEmpty());
        done(mortal.drop());

        try (var raw = RawTopic.fromNowOn(Topic.RAW)) {
            receiver("analytics_INGEST-0");

            await().atMost(PATIENCE).until(() -> raw.texts("G/edge_R4").equals(List.of("precious")));
        }
    }

    @Test
    void instancesShareTheLoadAndOneThatGoesIsReplaced() {
        int count = 400;
        try (var raw = RawTopic.fromNowOn(Topic.RAW)) {
            receiver("analytics_INGEST-0");
            Receiver other = receiver("analytics_INGEST-1");
            MqttConnection edge = edge("edge_R5");

            // a broker may take its time to count a new instance in
            await().atMost(PATIENCE).until(() -> {
                publish(edge, "edge_R5", count).forEach(ReceiverTest::done);
                return receiversOf(raw, "G/edge_R5").equals(Set.of("analytics_INGEST-0", "analytics_INGEST-1"));
            });
            await().atMost(PATIENCE).until(() -> new HashSet<>(raw.texts("G/edge_R5")).size() == count);

            receivers.remove(other);
            other.stop();
            publish(edge, "edge_R5", count + 100).forEach(ReceiverTest::done);
            await().atMost(PATIENCE).until(() -> new HashSet<>(raw.texts("G/edge_R5")).size() == count + 100);
        }
    }

    @Test
    void aMessageAboveTheLimitIsADeadLetterAndTheStreamGoesOn() {
        try (var letters = RawTopic.fromNowOn(Topic.DEAD_LETTERS);
                var raw = RawTopic.fromNowOn(Topic.RAW)) {
            receiver("analytics_INGEST-0");
            MqttConnection edge = edge("edge_R6");

            done(edge.publish("spBv1.0/G/NDATA/edge_R6", new byte[50_000], 1, false));
            done(edge.publish("spBv1.0/G/NDATA/edge_R6", bytes("next"), 1, false));

            await().atMost(PATIENCE).until(() -> raw.texts("G/edge_R6").equals(List.of("next")));
            await().atMost(PATIENCE).until(() -> letters.records().size() == 1);
            assertThat(RawTopic.header(letters.records().getFirst(), "reason")).isEqualTo("too-large");
        }
    }

    private static Set<String> receiversOf(RawTopic raw, String key) {
        return raw.records().stream()
                .filter(record -> record.key().equals(key))
                .map(RawTopic::receiver)
                .collect(Collectors.toSet());
    }

    private Receiver receiver(String clientId) {
        return receiver(clientId, 100);
    }

    private Receiver receiver(String clientId, int maxInFlight) {
        var receiver = new Receiver(VERTX, settings(clientId, maxInFlight), Tracing.OFF, new SimpleMeterRegistry());
        receivers.add(receiver);
        receiver.start();
        await().atMost(PATIENCE).until(() -> receiver.complaint().isEmpty());
        return receiver;
    }

    private static ReceiveSettings settings(String clientId, int maxInFlight) {
        return new ReceiveSettings(
                RealServers.mqtt(clientId),
                clientId,
                RealServers.kafka(),
                "iotflow",
                true,
                maxInFlight,
                20_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    private MqttConnection edge(String clientId) {
        MqttConnection edge = connection(clientId, InboundMessage::acknowledge);
        edges.add(edge);
        edge.start();
        await().atMost(PATIENCE).until(() -> edge.state() instanceof ConnectionState.Connected);
        return edge;
    }

    private static MqttConnection connection(String clientId, ConnectionListener listener) {
        ConnectionOptions options = clientId.startsWith("analytics_")
                ? ConnectionOptions.defaults().withPersistentSession()
                : ConnectionOptions.defaults();
        return new MqttConnection(VERTX, RealServers.mqtt(clientId), options, listener);
    }

    /** Publishes 0, 1, 2 … without waiting. */
    private static List<Future<Integer>> publish(MqttConnection edge, String clientId, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> edge.publish("spBv1.0/G/NDATA/" + clientId, bytes(String.valueOf(i)), 1, false))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void done(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
