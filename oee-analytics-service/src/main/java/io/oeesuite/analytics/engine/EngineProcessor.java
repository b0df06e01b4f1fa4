package io.oeesuite.analytics.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.contracts.ClockTick;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.Topic;
import io.oeesuite.engine.Timing;

/**
 * Carries the events of one partition to their machines. Its clock is that of the log: the append time of events and, where none come, of the ticks that it writes
 * itself. The wall clock only says when to write a tick.
 */
final class EngineProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String FACTS = "facts";
    static final String MACHINES = "machines";
    static final String ALERTS = "alerts";

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final FactLimits limits;
    private final Timing timing;
    private final AlertRules alertRules;
    private final ModelShelf shelf;
    private final EngineMeters meters;
    private final Map<String, MachineDesk> desks = new HashMap<>();
    private final DueTimes due = new DueTimes();
    private Map<String, EngineModels> models = Map.of();
    private long modelsRevision = -1;
    private ProcessorContext<byte[], byte[]> context;
    private EngineOutputs outputs;
    private StoredBytes facts;
    private KeyValueStore<String, byte[]> machines;
    private StoredAlerts alerts;
    private long clockMs;

    EngineProcessor(FactLimits limits, Timing timing, AlertRules alertRules, ModelShelf shelf, EngineMeters meters) {
        this.limits = limits;
        this.timing = timing;
        this.alertRules = alertRules;
        this.shelf = shelf;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        outputs = new EngineOutputs(context);
        facts = new StoredBytes(context.getStateStore(FACTS));
        machines = context.getStateStore(MACHINES);
        alerts = new StoredAlerts(context.getStateStore(ALERTS), alertRules);
        readModels();
        try (KeyValueIterator<String, byte[]> known = machines.all()) {
            known.forEachRemaining(entry ->
                    clockMs = Math.max(clockMs, ByteBuffer.wrap(entry.value).getLong()));
        }
        try (KeyValueIterator<String, byte[]> known = machines.all()) {
            known.forEachRemaining(entry -> open(entry.key, Optional.of(ByteBuffer.wrap(entry.value))));
        }
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        outputs.because(record.headers());
        boolean isTick = context.recordMetadata()
                .filter(metadata -> metadata.topic().equals(Topic.CLOCK.topicName()))
                .isPresent();
        if (isTick) {
            tick(record);
            return;
        }
        clockMs = Math.max(clockMs, record.timestamp());
        settleDue();
        event(record);
    }

    private void tick(Record<byte[], byte[]> record) {
        try {
            long told = ClockTick.parseFrom(record.value()).getTimeMs();
            clockMs = Math.max(clockMs, Math.min(told, record.timestamp()));
            settleDue();
        } catch (InvalidProtocolBufferException unreadable) {
            meters.unreadable();
        }
    }

    private void event(Record<byte[], byte[]> record) {
        try {
            MachineEvent event = MachineEvent.parseFrom(record.value());
            String equipment = equipment(event);
            EngineModels own = models.getOrDefault(equipment, EngineModels.DEFAULT);
            EventFacts news = EventFacts.of(event, own.names(), limits);
            news.unusable().forEach(fact -> {
                meters.refused(fact.reason());
                outputs.deadLetter(record.key(), record.value(), event, fact.reason(), fact.getMessage());
            });
            desk(equipment, news).ifPresent(desk -> take(desk, equipment, event, news));
        } catch (InvalidProtocolBufferException unreadable) {
            meters.unreadable();
            outputs.deadLetter(
                    record.key(),
                    record.value(),
                    MachineEvent.getDefaultInstance(),
                    "unreadable-event",
                    "not a MachineEvent: " + unreadable.getMessage());
        }
    }

    private void take(MachineDesk desk, String equipment, MachineEvent event, EventFacts news) {
        meters.facts(news.observations().size());
        desk.take(event, news, clockMs);
        remember(equipment, desk);
    }

    /** A machine is one that has said something about its production. */
    private Optional<MachineDesk> desk(String equipment, EventFacts news) {
        MachineDesk open = desks.get(equipment);
        if (open != null || news.observations().isEmpty()) {
            return Optional.ofNullable(open);
        }
        return Optional.of(open(equipment, Optional.empty()));
    }

    private MachineDesk open(String equipment, Optional<ByteBuffer> stored) {
        int readBy = stored.map(bytes -> bytes.getInt(Long.BYTES)).orElse(EngineModels.DEFAULT.fingerprint());
        EngineModels own = models.getOrDefault(equipment, EngineModels.DEFAULT);
        LiveView live = stored.map(bytes -> LiveView.read(
                        bytes.slice(Long.BYTES + Integer.BYTES, bytes.capacity() - Long.BYTES - Integer.BYTES)))
                .orElseGet(LiveView::unknown);
        MachineDesk desk = new MachineDesk(equipment, facts, alerts, live, own, timing, outputs, clockMs);
        desks.put(equipment, desk);
        if (stored.isPresent() && readBy != own.fingerprint()) {
            desk.read(own, clockMs);
            remember(equipment, desk);
        } else {
            due.set(equipment, desk.dueMs(clockMs));
        }
        return desk;
    }

    private void settleDue() {
        for (Optional<String> next = due.take(clockMs); next.isPresent(); next = due.take(clockMs)) {
            MachineDesk desk = desks.get(next.get());
            boolean liveChanged = desk.advance(clockMs);
            OptionalLong again = desk.dueMs(clockMs);
            // what is due still waits for the clock to move on
            due.set(next.get(), again.isPresent() ? OptionalLong.of(Math.max(again.getAsLong(), clockMs + 1)) : again);
            if (liveChanged) {
                store(next.get(), desk);
            }
        }
    }

    private void remember(String equipment, MachineDesk desk) {
        store(equipment, desk);
        due.set(equipment, desk.dueMs(clockMs));
    }

    /** The clock, by which model it is read, and its live state. */
    private void store(String equipment, MachineDesk desk) {
        byte[] live = desk.live().toBytes();
        machines.put(
                equipment,
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES + live.length)
                        .putLong(clockMs)
                        .putInt(desk.models().fingerprint())
                        .put(live)
                        .array());
    }

    private void look(long wallClockMs) {
        if (shelf.revision() != modelsRevision) {
            readModels();
            desks.forEach((equipment, desk) -> {
                EngineModels own = models.getOrDefault(equipment, EngineModels.DEFAULT);
                if (own.fingerprint() != desk.models().fingerprint()) {
                    desk.read(own, clockMs);
                    remember(equipment, desk);
                }
            });
        }
        if (due.firstMs().orElse(Long.MAX_VALUE) <= wallClockMs) {
            outputs.tick(context.taskId().partition(), wallClockMs);
        }
    }

    private void readModels() {
        modelsRevision = shelf.revision();
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(ModelShelf.STORE);
        models = ModelShelf.read(store);
    }

    private static String equipment(MachineEvent event) {
        String node = event.getGroup() + "/" + event.getNode();
        return event.getDevice().isEmpty() ? node : node + "/" + event.getDevice();
    }
}
