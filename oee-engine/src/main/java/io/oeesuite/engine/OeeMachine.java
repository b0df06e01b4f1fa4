package io.oeesuite.engine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import io.oeesuite.engine.facts.ChunkedFactStore;
import io.oeesuite.engine.facts.Entry;
import io.oeesuite.engine.facts.MachineKeys;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.SortedBytes;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.live.LiveMachine;
import io.oeesuite.engine.live.MachineEngine;
import io.oeesuite.engine.live.Portion;
import io.oeesuite.engine.live.Restatement;
import io.oeesuite.engine.model.MachineModels;
import io.oeesuite.engine.window.SiteClock;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.engine.window.WindowResults;
import io.oeesuite.engine.window.WindowSpan;

/**
 * One machine, from its facts to its ledger and its results. Everything that must outlive the object is in the bytes it is given; two objects over the same
 * bytes say the same.
 *
 * <p>Its clock is that of the log: times never go back, and nothing is decided by any other clock.
 */
public final class OeeMachine {
    private static final int RESTATEMENT = 40;
    private static final long SHORTEST_WINDOW_MS = 60_000;
    /** A production day in which the clocks are put back. */
    private static final long LONGEST_WINDOW_MS = 25 * 3_600_000L;

    private static final long RECOUNTED_AT_ONCE_MS = 184 * 24 * 3_600_000L;
    private static final int PATCH_BYTES = 1 << 20;

    private final SortedBytes bytes;
    private final byte[] restatementKey;
    private final Timing timing;
    private final OeeOutput output;
    private final ChunkedFactStore facts;
    private final WindowResults results;
    private final Restatement restatement;
    private final MachineEngine engine;
    private int built;

    /** @param clockMs now, on the clock of the log */
    public OeeMachine(
            SortedBytes bytes, String name, MachineModels models, Timing timing, OeeOutput output, long clockMs) {
        this.bytes = bytes;
        this.restatementKey = new MachineKeys(name).key(RESTATEMENT, 0);
        this.timing = timing;
        this.output = output;
        this.facts = new ChunkedFactStore(bytes, name);
        this.results = new WindowResults(bytes, name, output::result);
        this.restatement = bytes.get(restatementKey)
                .map(Restatement::read)
                .orElseGet(() -> Restatement.nothing(clockMs - timing.graceMs()));
        this.engine = new MachineEngine(facts, models, restatement);
    }

    public void observe(Observation observation, long clockMs) {
        catchUp(clockMs);
        engine.observe(observation);
    }

    public void observe(SessionFact session, long clockMs) {
        catchUp(clockMs);
        engine.observe(session);
    }

    /** The machine is to be read differently from an instant on. */
    public void read(MachineModels models, long fromMs, long clockMs) {
        catchUp(clockMs);
        engine.read(models, fromMs);
    }

    /** Says what the facts since the last time have changed, and remembers what has to be said later. */
    public void settle(Cause cause, long clockMs) {
        say(engine.takeLive(), cause);
        restatement.schedule(clockMs, timing.gatherMs());
        remember();
    }

    /** Time has passed: decides what is due. Of a large restatement it does a portion; the rest is due when the gathering time has passed again. */
    public void advance(long clockMs) {
        long asOf = asOf(clockMs);
        built = 0;
        if (restatement.dueMs().orElse(TimeRange.FOREVER) <= clockMs) {
            // what time alone changes by now comes after what was gathered before
            restate(restatement.decidedMs());
        }
        engine.pass(asOf);
        if (asOf > restatement.decidedMs()) {
            built += windowsBuilt(restatement.decidedMs(), asOf);
            results.decide(engine.builder(), siteClock(asOf), restatement.decidedMs(), asOf, blankFromMs());
            restatement.decided(asOf);
        }
        settle(Cause.STOP_OUTGREW, clockMs);
    }

    /** How much work the last {@link #advance} was: the intervals and slots that it has built, or as good as built. */
    public int built() {
        return built;
    }

    /** When {@link #advance} has something to do if nothing else happens. */
    public OptionalLong dueMs(long clockMs) {
        long asOf = asOf(clockMs);
        LongStream byEvents = LongStream.concat(
                WindowResults.nextEndMs(siteClock(asOf), restatement.decidedMs(), blankFromMs()).stream(),
                engine.dueMs().stream());
        return LongStream.concat(byEvents.map(due -> due + timing.graceMs()), restatement.dueMs().stream())
                .min();
    }

    /** The end of its ledger; its context is that of all facts, history included. */
    public LedgerBucket bucket() {
        return engine.live().map(LiveMachine::bucket).orElse(LedgerBucket.NO_DATA);
    }

    /** When the stop that goes on at the end of its ledger began, or else the interval that goes on; milliseconds since 1970 UTC. */
    public long bucketFromMs() {
        return engine.live().map(LiveMachine::tailFromMs).orElse(Long.MAX_VALUE);
    }

    /** Since when a machine without a session has been silent for too long, milliseconds since 1970 UTC; empty when it has not. */
    public OptionalLong silentSinceMs() {
        return engine.live().map(LiveMachine::silentSinceMs).orElse(OptionalLong.empty());
    }

    /** When a machine without a session gave its last sign of life. */
    public OptionalLong lastSignMs() {
        return facts.hasAny(Signal.HEARD)
                ? facts.atOrBefore(Signal.HEARD, TimeRange.FOREVER - 1).stream()
                        .mapToLong(Entry::timeMs)
                        .findFirst()
                : OptionalLong.empty();
    }

    public ChunkedFactStore facts() {
        return facts;
    }

    /** A portion of what is to be restated: the ledger, and once all of it has been built the windows. */
    private void restate(long asOf) {
        Cause cause = restatement.ledgerCause();
        built = engine.restate(asOf, Portion.DEFAULT, patch -> say(patch, cause));
        if (!restatement.hasLedger()) {
            recountWindows(asOf);
        }
        restatement.handled();
    }

    private void recountWindows(long asOf) {
        for (long leftMs = RECOUNTED_AT_ONCE_MS; leftMs > 2 * LONGEST_WINDOW_MS; ) {
            Optional<Restatement.Recount> next = restatement.takeWindows();
            if (next.isEmpty()) {
                return;
            }
            TimeRange range = next.get().range();
            Cause cause = next.get().cause();
            SiteClock clock = siteClock(range.fromMs());
            // a day is summed up from its hours, so a day's hours must be done before it
            long to = range.toMs() - range.fromMs() <= leftMs
                    ? range.toMs()
                    : WindowSpan.containing(WindowKind.DAY, clock, range.fromMs() + leftMs)
                            .fromMs();
            TimeRange some = new TimeRange(range.fromMs(), to);
            results.recount(engine.builder(), clock, some, restatement.decidedMs(), asOf, cause);
            restatement.recount(new TimeRange(to, range.toMs()), cause);
            built += windowsBuilt(range.fromMs(), to);
            leftMs -= to - range.fromMs();
        }
    }

    /** The windows of some time as so many intervals and slots. */
    private static int windowsBuilt(long fromMs, long toMs) {
        return (int) Math.min((toMs - fromMs) / SHORTEST_WINDOW_MS / 3, Portion.DEFAULT.most());
    }

    /** Windows are decided by what was known when they were due, so that is done before more becomes known. */
    private void catchUp(long clockMs) {
        if (asOf(clockMs) - restatement.decidedMs() >= SHORTEST_WINDOW_MS) {
            advance(clockMs);
        }
    }

    private void say(LedgerPatch patch, Cause cause) {
        patch.parts(PATCH_BYTES).forEach(part -> output.ledger(part, cause));
    }

    private void remember() {
        if (restatement.takeChanged()) {
            bytes.put(restatementKey, restatement.toBytes());
        }
    }

    private long blankFromMs() {
        long afterLastFact = facts.lastMs().orElse(Long.MIN_VALUE) + 1;
        return engine.live()
                .map(machine -> machine.bucket() == LedgerBucket.NO_DATA
                        ? Math.max(machine.tailFromMs(), afterLastFact)
                        : TimeRange.FOREVER)
                .orElse(Long.MIN_VALUE);
    }

    private SiteClock siteClock(long timeMs) {
        return engine.models().at(timeMs).clock();
    }

    private long asOf(long clockMs) {
        return clockMs - timing.graceMs();
    }
}
