package io.oeesuite.ingest.session.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.DeadLetterHeaders;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.contracts.Topic;
import io.oeesuite.ingest.session.RawMessageReader;
import io.oeesuite.ingest.session.SessionRules;
import io.oeesuite.ingest.session.TestEdge.Sent;
import io.oeesuite.sparkplug.DecoderLimits;

/** The session topology without Kafka: raw messages in, what came of them out. The log's clock stands still until it is told. */
public final class SessionDriver implements AutoCloseable {
    public static final long START_MS = 1_800_000_000_000L;
    public static final int DUPLICATE_MEMORY = 4096;

    private static final AtomicInteger DRIVERS = new AtomicInteger();

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> raw;
    private final TestOutputTopic<byte[], byte[]> events;
    private final TestOutputTopic<byte[], byte[]> births;
    private final TestOutputTopic<byte[], byte[]> rebirths;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private long appendMs = START_MS;
    private boolean logEndReached = true;
    private String receiver = "analytics_INGEST-0";

    public SessionDriver() {
        this(SessionRules.DEFAULT, 1000);
    }

    /** As if it were restarted before each message of another edge node when nothing stays in memory. */
    public SessionDriver(SessionRules rules, int nodesInMemory) {
        this(rules, nodesInMemory, new NodeMemory(Long.MAX_VALUE));
    }

    SessionDriver(SessionRules rules, int nodesInMemory, NodeMemory memory) {
        SessionSetup setup = new SessionSetup(
                new RawMessageReader(DecoderLimits.DEFAULT, "iotflow"),
                rules,
                DUPLICATE_MEMORY,
                nodesInMemory,
                memory,
                _ -> CompletableFuture.completedFuture(logEndReached),
                new SessionMeters(new SimpleMeterRegistry()));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "session-test-" + DRIVERS.incrementAndGet());
        driver = new TopologyTestDriver(
                SessionTopology.of(setup, Stores::inMemoryKeyValueStore), properties, Instant.ofEpochMilli(START_MS));
        raw = driver.createInputTopic(Topic.RAW.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
        events = output(Topic.EVENTS);
        births = output(Topic.BIRTHS);
        rebirths = output(Topic.REBIRTH_REQUESTS);
        deadLetters = output(Topic.DEAD_LETTERS);
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The log's clock goes on. */
    public SessionDriver later(long ms) {
        appendMs += ms;
        return this;
    }

    /** What follows comes through another replica of ingest. */
    public SessionDriver through(int replica) {
        receiver = "analytics_INGEST-" + replica;
        return this;
    }

    public long nowMs() {
        return appendMs;
    }

    /** Received by ingest 5 ms before the log has it. */
    public long receiveTimeMs() {
        return appendMs - 5;
    }

    public SessionDriver receive(Sent... messages) {
        for (Sent message : messages) {
            receive(message.topic(), message.payload());
        }
        return this;
    }

    public SessionDriver receive(String mqttTopic, byte[] payload) {
        return receive(mqttTopic, payload, false);
    }

    public SessionDriver receive(String mqttTopic, byte[] payload, boolean retained) {
        RecordHeaders headers = headers(mqttTopic);
        if (retained) {
            headers.add(RawHeaders.MQTT_RETAINED, utf8("1"));
        }
        return receive(headers, payload);
    }

    private RecordHeaders headers(String mqttTopic) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(RawHeaders.MQTT_TOPIC, utf8(mqttTopic));
        headers.add(RawHeaders.MQTT_QOS, utf8("1"));
        headers.add(RawHeaders.MQTT_RECEIVER, utf8(receiver));
        headers.add(RawHeaders.RECEIVE_TIME, utf8(Long.toString(receiveTimeMs())));
        headers.add("traceparent", utf8("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        return headers;
    }

    /** The broker sends it once more, and says so. */
    public SessionDriver redeliver(Sent message) {
        RecordHeaders headers = headers(message.topic());
        headers.add(RawHeaders.MQTT_DUP, utf8("1"));
        return receive(headers, message.payload());
    }

    public SessionDriver receive(RecordHeaders headers, byte[] payload) {
        raw.pipeInput(new TestRecord<>(utf8("key"), payload, headers, appendMs));
        return this;
    }

    /** Nothing arrives, and Kafka confirms it. */
    public SessionDriver silence(Duration duration) {
        for (long ms = 0; ms < duration.toMillis(); ms += 200) {
            driver.advanceWallClockTime(Duration.ofMillis(200));
        }
        return this;
    }

    /** Whether Kafka says that all has been read. */
    public SessionDriver logEndReached(boolean reached) {
        logEndReached = reached;
        return this;
    }

    public List<MachineEvent> events() {
        return read(events, MachineEvent::parseFrom);
    }

    public List<Birth> births() {
        return read(births, Birth::parseFrom);
    }

    public List<RebirthRequest> rebirths() {
        return read(rebirths, RebirthRequest::parseFrom);
    }

    public List<DeadLetter> deadLetters() {
        return deadLetters.readRecordsToList().stream().map(DeadLetter::of).toList();
    }

    /** How many births it remembers. */
    public long rememberedBirths() {
        return driver.<Bytes, byte[]>getKeyValueStore(NodeStores.BIRTHS).approximateNumEntries();
    }

    public List<TestRecord<byte[], byte[]>> eventRecords() {
        return events.readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }

    private static <T> List<T> read(TestOutputTopic<byte[], byte[]> topic, Parser<T> parser) {
        List<T> values = new ArrayList<>();
        for (byte[] value : topic.readValuesToList()) {
            try {
                values.add(parser.parse(value));
            } catch (InvalidProtocolBufferException malformed) {
                throw new AssertionError(malformed);
            }
        }
        return values;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A record of the dead letters. */
    public record DeadLetter(String reason, String detail, String mqttTopic, String source) {
        static DeadLetter of(TestRecord<byte[], byte[]> record) {
            return new DeadLetter(
                    header(record, DeadLetterHeaders.REASON),
                    header(record, DeadLetterHeaders.DETAIL),
                    header(record, DeadLetterHeaders.MQTT_TOPIC),
                    header(record, DeadLetterHeaders.SOURCE_TOPIC) + "-"
                            + header(record, DeadLetterHeaders.SOURCE_PARTITION) + "@"
                            + header(record, DeadLetterHeaders.SOURCE_OFFSET));
        }

        private static String header(TestRecord<byte[], byte[]> record, String name) {
            return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }
    }

    private interface Parser<T> {
        T parse(byte[] value) throws InvalidProtocolBufferException;
    }
}
