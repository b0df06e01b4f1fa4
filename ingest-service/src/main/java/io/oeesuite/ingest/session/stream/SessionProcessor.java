package io.oeesuite.ingest.session.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

import io.oeesuite.ingest.session.DeadLetterReason;
import io.oeesuite.ingest.session.EdgeNodeId;
import io.oeesuite.ingest.session.EdgeNodeSession;
import io.oeesuite.ingest.session.JsonDevice;
import io.oeesuite.ingest.session.JsonTopic;
import io.oeesuite.ingest.session.MessageId;
import io.oeesuite.ingest.session.NodeState;
import io.oeesuite.ingest.session.Outcome;
import io.oeesuite.ingest.session.RawMessage;
import io.oeesuite.ingest.session.RawMessageReader;
import io.oeesuite.ingest.session.Reading;
import io.oeesuite.ingest.session.SparkplugMessage;
import io.oeesuite.ingest.session.Step;
import io.oeesuite.ingest.session.WaitingMessage;
import io.oeesuite.sparkplug.MessageType;

/** Gives each raw message to the session rules of its edge node, stores what they remember and sends what they say. One per partition of the raw log. */
final class SessionProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = Logger.getLogger(SessionProcessor.class);
    private static final Duration TICK = Duration.ofMillis(200);

    private final SessionSetup setup;
    private final RawMessageReader reader;
    private final EdgeNodeSession rules;
    private final SessionMeters meters;
    private Deadlines deadlines;
    private Silence silence;
    private ProcessorContext<byte[], byte[]> context;
    private NodeStores stores;
    private SessionOutputs outputs;
    private int partition;
    private long logTimeMs;
    private boolean heardSinceTick;

    SessionProcessor(SessionSetup setup) {
        this.setup = setup;
        this.reader = setup.reader();
        this.rules = new EdgeNodeSession(setup.rules(), reader);
        this.meters = setup.meters();
    }

    /** Also after a failure, in place of what was known until then. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        partition = context.taskId().partition();
        deadlines = new Deadlines();
        silence = new Silence(setup.logEnd(), setup.rules().reorderTimeout().toMillis());
        stores = new NodeStores(context, setup);
        outputs = new SessionOutputs(context);
        resume();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> tick());
    }

    @Override
    public void close() {
        if (stores != null) {
            stores.forget();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        heardSinceTick = true;
        silence.brokenByRecord();
        logReached(record.timestamp());
        RawMessage raw = RawRecord.message(record, context.recordMetadata().orElseThrow());
        switch (reader.read(raw)) {
            case Reading.OfSparkplug(SparkplugMessage message) ->
                take(message.edgeNode(), raw, mayRepeat(message), state -> rules.receive(state, message));
            case Reading.InSequence(WaitingMessage message) ->
                take(message.edgeNode(), raw, false, state -> rules.receive(state, message));
            case Reading.OfJsonDevice(JsonTopic topic, RawMessage message) -> jsonDevice(topic, message);
            case Reading.Unreadable(DeadLetterReason reason, String detail) ->
                deadLetter(record.key(), raw, reason, detail);
            case Reading.NotOfMachines(String what) -> meters.ignored(what);
        }
    }

    /** The time of the log goes on with its records, and, when Kafka confirms that there are none, with the clock. */
    private void tick() {
        if (heardSinceTick) {
            heardSinceTick = false;
            return;
        }
        silence.lasted(TICK.toMillis());
        if (deadlines.isEmpty()) {
            return;
        }
        doWhatIsDue(logTimeMs + silence.confirmedMs(partition));
    }

    private void logReached(long appendTimeMs) {
        logTimeMs = Math.max(logTimeMs, appendTimeMs);
        doWhatIsDue(logTimeMs);
    }

    private void doWhatIsDue(long nowMs) {
        Optional<EdgeNodeId> due = deadlines.firstBefore(nowMs);
        while (due.isPresent()) {
            KnownNode node = stores.known(due.get());
            finish(node, rules.timePassed(node.id(), node.state(), nowMs));
            due = deadlines.firstBefore(nowMs);
        }
    }

    private void take(EdgeNodeId id, RawMessage raw, boolean mayRepeat, Function<NodeState, Step> rule) {
        KnownNode node = stores.known(id);
        boolean first = stores.isFirst(node, MessageId.of(raw));
        if (first || mayRepeat) {
            step(node, raw, rule).ifPresent(step -> finish(node, step));
            return;
        }
        meters.duplicate();
    }

    /** A message that brings a defect to light is put aside, so that it does not stop all others. Nothing has been changed by then. */
    private Optional<Step> step(KnownNode node, RawMessage raw, Function<NodeState, Step> rule) {
        try {
            return Optional.of(rule.apply(node.state()));
        } catch (RuntimeException defect) {
            LOG.errorf(
                    defect,
                    "A message could not be processed: topic=%s offset=%d",
                    raw.mqttTopic(),
                    raw.origin().offset());
            deadLetter(utf8(node.id().toString()), raw, DeadLetterReason.INTERNAL_ERROR, defect.toString());
            return Optional.empty();
        }
    }

    /**
     * Wills of edge nodes that never count their sessions are all alike, and each is meant; unless the broker says that it sends one again. By then the edge
     * node may be there again, in a session of the same number.
     */
    private static boolean mayRepeat(SparkplugMessage message) {
        return message.topic().type() == MessageType.NDEATH && !message.raw().redelivered();
    }

    private void jsonDevice(JsonTopic topic, RawMessage raw) {
        JsonDevice.Said said = JsonDevice.said(topic, raw);
        KnownNode node = stores.known(topic.edgeNode());
        if (said.unique() && !stores.isFirst(node, MessageId.of(raw))) {
            meters.duplicate();
            return;
        }
        finish(node, new Step(node.state(), said.outcomes()));
    }

    private void finish(KnownNode node, Step step) {
        stores.save(node, step.state());
        deadlines.set(node.id(), rules.nextDeadline(step.state()));
        boolean sessionOpened = false;
        for (Outcome outcome : step.outcomes()) {
            sessionOpened |= outcome instanceof Outcome.SessionOpened;
            carryOut(node, outcome);
        }
        if (sessionOpened) {
            stores.births().forgetOld(node);
        }
    }

    private void carryOut(KnownNode node, Outcome outcome) {
        switch (outcome) {
            case Outcome.EventHappened happened -> {
                outputs.event(happened.event(), happened.traceParent());
                meters.event(happened.event().getKind());
            }
            case Outcome.BirthDeclared declared -> {
                stores.births().put(node.id(), declared);
                if (declared.current()) {
                    outputs.birth(declared.birth(), logTimeMs);
                }
            }
            case Outcome.WentOffline offline ->
                stores.births().markOffline(node.id(), offline).ifPresent(birth -> outputs.birth(birth, logTimeMs));
            case Outcome.SessionOpened _ -> meters.sessionOpened();
            case Outcome.RebirthNeeded needed -> {
                outputs.rebirth(needed.request());
                meters.rebirthNeeded(needed.request());
            }
            case Outcome.DeadLettered dead ->
                deadLetter(utf8(node.id().toString()), dead.message(), dead.reason(), dead.detail());
            case Outcome.Held held -> {
                stores.hold(node, held.message());
                meters.held();
            }
            case Outcome.Released released -> stores.release(node, released.message());
            case Outcome.Ignored ignored -> meters.ignored(ignored.why());
        }
    }

    private void deadLetter(byte[] key, RawMessage raw, DeadLetterReason reason, String detail) {
        outputs.deadLetter(key, raw, reason, detail);
        meters.deadLetter(reason);
    }

    /** Goes on after a restart or a move: the log is at least as far as what is stored. */
    private void resume() {
        logTimeMs = stores.logTimeMs();
        for (EdgeNodeId id : stores.waiting()) {
            NodeState state = stores.known(id).state();
            deadlines.set(id, rules.nextDeadline(state));
            state.held().inArrivalOrder().forEach(message -> logTimeMs = Math.max(logTimeMs, message.appendTimeMs()));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
