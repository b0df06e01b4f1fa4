package io.oeesuite.analytics.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.contracts.ClockTick;
import io.oeesuite.contracts.CountSlot;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LedgerInterval;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MachineModel;
import io.oeesuite.contracts.OeeResult;
import io.oeesuite.contracts.Topic;
import io.oeesuite.engine.Timing;

/** The engine step without Kafka: events in, the ledger as the store would keep it, results and dead letters out. */
final class EngineBench implements AutoCloseable {
    private static final long DAY_MS = 86_400_000;
    private static final FactLimits LIMITS = new FactLimits(60_000, DAY_MS, 90 * DAY_MS, 1826 * DAY_MS);

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestInputTopic<byte[], byte[]> clock;
    private final TestInputTopic<byte[], byte[]> models;
    private final TestOutputTopic<byte[], byte[]> ledgerTopic;
    private final TestOutputTopic<byte[], byte[]> resultTopic;
    private final TestOutputTopic<byte[], byte[]> deadLetterTopic;
    private final TestOutputTopic<byte[], byte[]> tickTopic;
    private final NavigableMap<Long, LedgerInterval> intervals = new TreeMap<>();
    private final NavigableMap<String, CountSlot> counts = new TreeMap<>();
    private final List<TestRecord<byte[], byte[]>> results = new ArrayList<>();
    private final List<LedgerChange> changes = new ArrayList<>();
    private LiveState live = LiveState.getDefaultInstance();

    EngineBench(Path stateDir, long startMs) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "engine-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        var topology =
                EngineTopology.of(LIMITS, Timing.DEFAULT, AlertRules.NONE, new EngineMeters(new SimpleMeterRegistry()));
        driver = new TopologyTestDriver(topology, settings, Instant.ofEpochMilli(startMs));
        events = input(Topic.EVENTS);
        clock = input(Topic.CLOCK);
        models = input(Topic.MACHINES);
        ledgerTopic = output(Topic.LEDGER);
        resultTopic = output(Topic.RESULTS);
        deadLetterTopic = output(Topic.DEAD_LETTERS);
        tickTopic = output(Topic.CLOCK);
    }

    void send(MachineEvent event, long appendMs) {
        events.pipeInput(utf8("P/line/press"), event.toByteArray(), appendMs);
        take();
    }

    /** The log has come to this time. */
    void tick(long ms) {
        send(new TestRecord<>(
                utf8("0"), ClockTick.newBuilder().setTimeMs(ms).build().toByteArray(), Instant.ofEpochMilli(ms)));
    }

    void send(TestRecord<byte[], byte[]> tick) {
        clock.pipeInput(tick);
        take();
    }

    /** Known from the very beginning, as far as the topic is concerned. */
    void model(MachineModel model) {
        model(model, 0);
    }

    void model(MachineModel model, long appendMs) {
        models.pipeInput(utf8(model.getEquipment() + "@" + model.getValidFromMs()), model.toByteArray(), appendMs);
        take();
    }

    /** Nothing comes for so long, as the wall clock has it. */
    void silence(Duration time) {
        driver.advanceWallClockTime(time);
        take();
    }

    List<LedgerInterval> intervals() {
        return List.copyOf(intervals.values());
    }

    List<CountSlot> counts() {
        return List.copyOf(counts.values());
    }

    long ms(LedgerBucket bucket, long fromMs, long toMs) {
        return intervals.values().stream()
                .filter(interval -> interval.getBucket() == bucket)
                .mapToLong(interval -> Math.min(toMs, interval.hasToMs() ? interval.getToMs() : toMs)
                        - Math.max(fromMs, interval.getFromMs()))
                .filter(ms -> ms > 0)
                .sum();
    }

    List<LedgerChange> changes() {
        return List.copyOf(changes);
    }

    /** Keys and values as written. */
    List<TestRecord<byte[], byte[]>> rawResults() {
        return List.copyOf(results);
    }

    List<OeeResult> results() {
        return results.stream()
                .map(written -> {
                    try {
                        return OeeResult.parseFrom(written.value());
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetterTopic.readRecordsToList();
    }

    List<TestRecord<byte[], byte[]>> ticks() {
        return tickTopic.readRecordsToList();
    }

    LiveState live() {
        return live;
    }

    @Override
    public void close() {
        driver.close();
    }

    private void take() {
        results.addAll(resultTopic.readRecordsToList());
        for (byte[] value : ledgerTopic.readValuesToList()) {
            try {
                apply(LedgerChange.parseFrom(value));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void apply(LedgerChange change) {
        changes.add(change);
        long to = change.hasToMs() ? change.getToMs() : Long.MAX_VALUE;
        if (to > change.getFromMs()) {
            var before = intervals.lowerEntry(change.getFromMs());
            if (before != null
                    && (!before.getValue().hasToMs() || before.getValue().getToMs() > change.getFromMs())) {
                before.setValue(before.getValue().toBuilder()
                        .setToMs(change.getFromMs())
                        .build());
            }
            intervals.subMap(change.getFromMs(), to).clear();
            change.getIntervalsList().forEach(interval -> intervals.put(interval.getFromMs(), interval));
        }
        counts.values()
                .removeIf(slot ->
                        slot.getFromMs() >= change.getCountsFromMs() && slot.getFromMs() < change.getCountsToMs());
        change.getCountsList()
                .forEach(slot -> counts.put(
                        "%020d|%s|%s".formatted(slot.getFromMs(), slot.getProduct(), slot.getOrder()), slot));
        live = change.hasLive() ? change.getLive() : live;
    }

    private TestInputTopic<byte[], byte[]> input(Topic topic) {
        return driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
