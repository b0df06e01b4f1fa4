package io.oeesuite.ingest.session.stream;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.ingest.session.TestEdge.Sent;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The session step on real Kafka: what is committed is there once, and a restart loses nothing and asks for nothing. */
class SessionStreamsTest {
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalStack stack;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void startKafka() throws Exception {
        stack = LocalStack.start(LocalStack.options().kafka());
        admin = Admin.create(kafka());
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : List.of(Topic.RAW, Topic.EVENTS, Topic.BIRTHS, Topic.REBIRTH_REQUESTS, Topic.DEAD_LETTERS)) {
            topics.add(new NewTopic(topic.topicName(), PARTITIONS, (short) 1).configs(topic.settings()));
        }
        admin.createTopics(topics).all().get();
        Map<String, Object> settings = kafka();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopKafka() {
        producer.close(Duration.ZERO);
        admin.close();
        stack.close();
    }

    private static Map<String, Object> kafka() {
        return new HashMap<>(Map.of("bootstrap.servers", stack.kafkaBootstrap()));
    }

    /** With a reorder timeout that no restart outlasts, however busy the computer is. */
    private SessionStreams running(String folder) {
        return running(folder, PATIENCE);
    }

    private SessionStreams running(String folder, Duration reorderTimeout) {
        SessionStreams streams = new SessionStreams(
                kafka(),
                new Config(stateDir.resolve(folder), reorderTimeout),
                "iotflow",
                new SimpleMeterRegistry(),
                () -> {});
        streams.start();
        await().atMost(PATIENCE).until(() -> streams.state() == State.RUNNING);
        return streams;
    }

    private static void receive(TestEdge edge, Sent... messages) {
        for (Sent message : messages) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Topic.RAW.topicName(), utf8(TestEdge.GROUP + "/" + edge.node()), message.payload());
            record.headers().add(RawHeaders.MQTT_TOPIC, utf8(message.topic()));
            record.headers().add(RawHeaders.MQTT_QOS, utf8("1"));
            record.headers().add(RawHeaders.MQTT_RECEIVER, utf8("analytics_INGEST-0"));
            record.headers().add(RawHeaders.RECEIVE_TIME, utf8(Long.toString(System.currentTimeMillis())));
            producer.send(record);
        }
        producer.flush();
    }

    /** Everything committed on the topic so far. */
    private static List<ConsumerRecord<byte[], byte[]>> committed(Topic topic, int atLeast) {
        Map<String, Object> settings = kafka();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic.topicName(), partition));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast;
            });
            consumer.poll(Duration.ofMillis(500)).forEach(records::add);
        }
        return records;
    }

    /** Of its devices. The edge node's own may lie in another partition, and partitions have no order among each other. */
    private static List<String> eventsOf(TestEdge edge, int atLeast) {
        List<String> told = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            told.clear();
            for (ConsumerRecord<byte[], byte[]> record : committed(Topic.EVENTS, 0)) {
                MachineEvent event = parsed(record);
                if (event.getNode().equals(edge.node())
                        && !event.getDevice().isEmpty()
                        && event.getMetricsCount() == 1) {
                    told.add(Told.value(event.getMetrics(0)));
                }
            }
            return told.size() >= atLeast;
        });
        return told;
    }

    private static long rebirthsOf(TestEdge edge) {
        String key = TestEdge.GROUP + "/" + edge.node();
        return committed(Topic.REBIRTH_REQUESTS, 0).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key))
                .count();
    }

    private static MachineEvent parsed(ConsumerRecord<byte[], byte[]> record) {
        try {
            return MachineEvent.parseFrom(record.value());
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TestEdge freshEdge() {
        return new TestEdge("edge_" + UUID.randomUUID(), System.currentTimeMillis());
    }

    @Test
    void aRestartGoesOnWhereItWasWithoutARebirth() {
        TestEdge edge = freshEdge();
        List<String> expected = new ArrayList<>();
        Sent missing;
        try (SessionStreams _ = running("a")) {
            receive(edge, edge.nbirth(), edge.dbirth("D1"));
            for (int count = 1; count <= 500; count++) {
                receive(edge, edge.ddata("D1", count));
                expected.add(Integer.toString(count));
            }
            missing = edge.ddata("D1", 501);
            receive(edge, edge.ddata("D1", 502));
            eventsOf(edge, 500);
        }
        expected.add("501");
        expected.add("502");
        expected.add("503");

        receive(edge, missing, missing);
        try (SessionStreams _ = running("a")) {
            receive(edge, edge.ddata("D1", 503));

            assertThat(eventsOf(edge, expected.size())).isEqualTo(expected);
        }
        assertThat(rebirthsOf(edge)).isZero();
    }

    @Test
    void aReplicaWithoutLocalStateTakesOverWithoutARebirth() {
        TestEdge edge = freshEdge();
        Sent last = edge.nbirth();
        try (SessionStreams _ = running("b")) {
            receive(edge, last, edge.dbirth("D1"), edge.ddata("D1", 1));
            eventsOf(edge, 1);
        }

        try (SessionStreams _ = running("c")) {
            receive(edge, last, edge.ddata("D1", 2), edge.ddata("D1", 3));

            assertThat(eventsOf(edge, 3)).containsExactly("1", "2", "3");
        }
        assertThat(rebirthsOf(edge)).isZero();
    }

    @Test
    void aGapInSilenceIsNoticedWhenKafkaConfirmsThatAllIsRead() {
        TestEdge edge = freshEdge();
        try (SessionStreams _ = running("d", Duration.ofSeconds(2))) {
            receive(edge, edge.nbirth(), edge.dbirth("D1"));
            edge.loseOne();
            receive(edge, edge.ddata("D1", 2));

            assertThat(eventsOf(edge, 1)).containsExactly("2");
        }
        assertThat(rebirthsOf(edge)).isOne();
    }

    @Test
    void whatWouldBeTooLargeForKafkaIsASmallDeadLetterAndTheStreamGoesOn() {
        TestEdge edge = freshEdge();
        byte[] noise = new byte[Topic.MAX_RECORD_BYTES - 1_000];
        new Random(1).nextBytes(noise);
        Metric born = Metric.of("n".repeat(60_000), DataType.INT32, 0).withAlias(5);
        Metric[] repeated = new Metric[19_000];
        Arrays.fill(repeated, born.withoutName().withoutDataType());
        try (SessionStreams _ = running("e")) {
            receive(
                    edge,
                    edge.nbirth(),
                    edge.dbirth("D1", born),
                    new Sent("spBv1.0/" + TestEdge.GROUP + "/NONSENSE/" + edge.node(), noise, 0),
                    edge.ddata("D1", repeated),
                    edge.ddata("D1", born.withValue(Optional.of(new LongValue(7)))));

            assertThat(eventsOf(edge, 2)).containsExactly("0", "7");
        }
        assertThat(committed(Topic.DEAD_LETTERS, 2))
                .extracting(record -> new String(
                        record.headers().lastHeader(DeadLetterHeaders.REASON).value(), StandardCharsets.UTF_8))
                .containsExactly("too-large", "too-large");
    }

    private record Config(Path stateDir, Duration reorderTimeout) implements SessionConfig {
        @Override
        public Duration rebirthInterval() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration deviceRebirthGrace() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int heldLimit() {
            return 2048;
        }

        @Override
        public int duplicateMemory() {
            return 4096;
        }

        @Override
        public int nodesInMemory() {
            return 1000;
        }

        @Override
        public String applicationId() {
            return "oee-ingest-session";
        }

        @Override
        public String instanceId() {
            return "analytics_INGEST-0";
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public int standbyReplicas() {
            return 0;
        }

        @Override
        public int replication() {
            return 1;
        }

        @Override
        public Duration commitInterval() {
            return Duration.ofMillis(100);
        }
    }
}
