package io.oeesuite.analytics.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.contracts.ClockTick;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.Topic;
import io.oeesuite.engine.Timing;
import io.oeesuite.engine.live.Portion;

/**
 * Carries the events of one partition to their machines. Its clock is that of the log: the append time of events and, where none come, of the ticks that it writes
 * itself. The wall clock only says when to write a tick.
 */
final class EngineProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String FACTS = "facts";
    static final String MACHINES = "desks";
    static final String ALERTS = "alerts";

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long LONG_OVERDUE_MS = Duration.ofMinutes(1).toMillis();

    private final FactLimits limits;
    private final Timing timing;
    private final AlertRules alertRules;
    private final ModelShelf shelf;
    private final EngineMeters meters;
    private final Map<String, MachineDesk> desks = new HashMap<>();
    private final DueTimes due = new DueTimes();
    private ProcessorContext<byte[], byte[]> context;
    private EngineOutputs outputs;
    private StoredBytes facts;
    private KeyValueStore<String, byte[]> machines;
    private StoredAlerts alerts;
    private ModelsInForce models;
    private long clockMs;
    private long doneMs;

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
        models = new ModelsInForce(shelf, context.getStateStore(ModelShelf.STORE));
        try (KeyValueIterator<String, byte[]> known = machines.all()) {
            known.forEachRemaining(entry ->
                    clockMs = Math.max(clockMs, ByteBuffer.wrap(entry.value).getLong()));
        }
        doneMs = clockMs;
        models.takeEffect(clockMs);
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
        doneMs = clockMs;
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
            EventFacts news = EventFacts.of(event, offset(), models.of(equipment), limits);
            news.unusable().forEach(fact -> meters.refused(fact.reason()));
            UnusableFact.byReason(news.unusable(), event.getSource())
                    .forEach((reason, detail) -> outputs.deadLetter(record.key(), record.value(), reason, detail));
            desk(equipment, news).ifPresent(desk -> take(desk, equipment, event, news));
        } catch (InvalidProtocolBufferException unreadable) {
            meters.unreadable();
            outputs.deadLetter(
                    record.key(), record.value(), "unreadable-event", "not a MachineEvent: " + unreadable.getMessage());
        }
    }

    private long offset() {
        return context.recordMetadata().map(RecordMetadata::offset).orElseThrow();
    }

    private void take(MachineDesk desk, String equipment, MachineEvent event, EventFacts news) {
        meters.facts(news.observations().size());
        desk.take(event, news, clockMs);
        remember(equipment, desk, clockMs);
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
        EngineModels own = models.of(equipment);
        int readBy = stored.map(bytes -> bytes.getInt(Long.BYTES)).orElse(own.fingerprint());
        DeskMemory memory = stored.map(bytes -> DeskMemory.read(bytes.position(Long.BYTES + Integer.BYTES)))
                .orElseGet(DeskMemory::nothing);
        MachineDesk desk = new MachineDesk(equipment, facts, alerts, memory, own, timing, outputs, clockMs);
        desks.put(equipment, desk);
        if (readBy == own.fingerprint()) {
            due.set(equipment, desk.dueMs(clockMs));
        } else {
            readAnew(equipment, desk, clockMs);
        }
        return desk;
    }

    /**
     * Does what is due, each at its own time: it must come to the same whether it was an event or a tick that has moved the clock. After a large piece of work the
     * rest waits for the next record, of which a tick is the latest.
     */
    private void settleDue() {
        for (int built = 0; built < Portion.DEFAULT.most(); ) {
            long modelsMs = models.nextMs().orElse(Long.MAX_VALUE);
            long dueMs = due.firstMs().orElse(Long.MAX_VALUE);
            if (Math.min(modelsMs, dueMs) > clockMs) {
                return;
            }
            if (modelsMs <= dueMs) {
                doneMs = timeOf(modelsMs);
                models.takeEffect(doneMs).forEach(equipment -> {
                    MachineDesk desk = desks.get(equipment);
                    if (desk != null) {
                        readAnew(equipment, desk, doneMs);
                    }
                });
            } else {
                doneMs = timeOf(dueMs);
                built += advance(due.takeFirst(), doneMs);
            }
        }
    }

    /** When nobody has been there for a while, what was due meanwhile is done in one go. */
    private long timeOf(long dueMs) {
        return clockMs - dueMs > LONG_OVERDUE_MS ? clockMs : Math.max(doneMs, dueMs);
    }

    /** @return how much it has built anew */
    private int advance(String equipment, long nowMs) {
        MachineDesk desk = desks.get(equipment);
        boolean liveChanged = desk.advance(nowMs);
        OptionalLong again = desk.dueMs(nowMs);
        // what is due still waits for the clock to move on
        due.set(equipment, again.isPresent() ? OptionalLong.of(Math.max(again.getAsLong(), nowMs + 1)) : again);
        if (liveChanged) {
            store(equipment, desk, nowMs);
        }
        return desk.built();
    }

    private void readAnew(String equipment, MachineDesk desk, long nowMs) {
        desk.read(models.of(equipment), nowMs);
        remember(equipment, desk, nowMs);
    }

    private void remember(String equipment, MachineDesk desk, long nowMs) {
        store(equipment, desk, nowMs);
        due.set(equipment, desk.dueMs(nowMs));
    }

    /** The clock, by which model it is read, and what its desk remembers. */
    private void store(String equipment, MachineDesk desk, long nowMs) {
        byte[] memory = desk.memory().toBytes();
        machines.put(
                equipment,
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES + memory.length)
                        .putLong(nowMs)
                        .putInt(desk.models().fingerprint())
                        .put(memory)
                        .array());
    }

    private void look(long wallClockMs) {
        long nextMs =
                Math.min(due.firstMs().orElse(Long.MAX_VALUE), models.nextMs().orElse(Long.MAX_VALUE));
        if (nextMs <= wallClockMs) {
            outputs.tick(context.taskId().partition(), wallClockMs);
        }
    }

    private static String equipment(MachineEvent event) {
        String node = event.getGroup() + "/" + event.getNode();
        return event.getDevice().isEmpty() ? node : node + "/" + event.getDevice();
    }
}
