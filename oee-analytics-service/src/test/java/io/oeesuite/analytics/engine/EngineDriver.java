package io.oeesuite.analytics.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.ClockTick;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MachineModel;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Topic;
import io.oeesuite.engine.Timing;

/** The engine's topology without Kafka. The wall clock goes with the log. */
final class EngineDriver implements AutoCloseable {
    private static final FactLimits LIMITS = new FactLimits(
            Duration.ofMinutes(1).toMillis(),
            Duration.ofDays(1).toMillis(),
            Duration.ofDays(90).toMillis(),
            Duration.ofDays(1826).toMillis());

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestInputTopic<byte[], byte[]> clock;
    private final TestInputTopic<byte[], byte[]> models;
    private final List<LedgerChange> ledger = new ArrayList<>();
    private final List<OeeResult> results = new ArrayList<>();
    private final List<TestRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<String> everything = new ArrayList<>();

    EngineDriver() {
        this(AlertRules.NONE);
    }

    EngineDriver(AlertRules alertRules) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "engine-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, newFolder());
        driver = new TopologyTestDriver(
                EngineTopology.of(LIMITS, Timing.DEFAULT, alertRules, new EngineMeters(new SimpleMeterRegistry())),
                settings,
                Instant.ofEpochMilli(EventMother.BEGIN));
        events =
                driver.createInputTopic(Topic.EVENTS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
        clock = driver.createInputTopic(Topic.CLOCK.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
        models = driver.createInputTopic(
                Topic.MACHINES.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Appended to the log when it was received. */
    void say(MachineEvent event) {
        var machine = "%s/%s/%s".formatted(event.getGroup(), event.getNode(), event.getDevice());
        events.pipeInput(new TestRecord<>(
                machine.getBytes(StandardCharsets.UTF_8),
                event.toByteArray(),
                Instant.ofEpochMilli(event.getReceiveTimeMs())));
        collect();
    }

    void unreadable(byte[] value, long ms) {
        events.pipeInput(new TestRecord<>(new byte[0], value, Instant.ofEpochMilli(ms)));
        collect();
    }

    void tick(long ms) {
        clock.pipeInput(new TestRecord<>(
                "0".getBytes(StandardCharsets.UTF_8),
                ClockTick.newBuilder().setTimeMs(ms).build().toByteArray(),
                Instant.ofEpochMilli(ms)));
        collect();
    }

    /** In force a little later. */
    void model(MachineModel model, long ms) {
        models.pipeInput(new TestRecord<>(
                (model.getEquipment() + "@" + model.getValidFromMs()).getBytes(StandardCharsets.UTF_8),
                model.toByteArray(),
                Instant.ofEpochMilli(ms)));
    }

    void wallClockAdvances(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** How many ticks were asked for since the last time. */
    long ticksWritten() {
        return read(Topic.CLOCK).size();
    }

    List<LedgerChange> ledger() {
        return ledger;
    }

    List<OeeResult> results() {
        return results;
    }

    List<Alert> alerts() {
        return alerts;
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters;
    }

    /** Every record of ledger, results and alerts, key and value, in order. */
    List<String> everything() {
        return everything;
    }

    @Override
    public void close() {
        driver.close();
    }

    /** Two drivers side by side must not share their stores. */
    private static String newFolder() {
        try {
            return Files.createTempDirectory("engine-test").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect() {
        try {
            for (var record : read(Topic.LEDGER)) {
                ledger.add(LedgerChange.parseFrom(record.value()));
                everything.add(hex(record));
            }
            for (var record : read(Topic.RESULTS)) {
                results.add(OeeResult.parseFrom(record.value()));
                everything.add(hex(record));
            }
            for (var record : read(Topic.ALERTS)) {
                alerts.add(Alert.parseFrom(record.value()));
                everything.add(hex(record));
            }
            deadLetters.addAll(read(Topic.DEAD_LETTERS));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private List<TestRecord<byte[], byte[]>> read(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static String hex(TestRecord<byte[], byte[]> record) {
        return HexFormat.of().formatHex(record.key()) + "=" + HexFormat.of().formatHex(record.value());
    }
}
