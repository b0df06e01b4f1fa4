package io.oeesuite.engine;

import java.util.OptionalLong;
import java.util.stream.LongStream;

import io.oeesuite.engine.facts.ChunkedFactStore;
import io.oeesuite.engine.facts.MachineKeys;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.SortedBytes;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.live.LiveMachine;
import io.oeesuite.engine.live.MachineEngine;
import io.oeesuite.engine.live.Restatement;
import io.oeesuite.engine.model.MachineModels;
import io.oeesuite.engine.window.SiteClock;
import io.oeesuite.engine.window.WindowResults;

/**
 * One machine, from its facts to its ledger and its results. Everything that must outlive the object is in the bytes it is given; two objects over the same
 * bytes say the same.
 *
 * <p>Its clock is that of the log: times never go back, and nothing is decided by any other clock.
 */
public final class OeeMachine {
    private static final int RESTATEMENT = 40;
    private static final long SHORTEST_WINDOW_MS = 60_000;

    private final SortedBytes bytes;
    private final byte[] restatementKey;
    private final Timing timing;
    private final OeeOutput output;
    private final ChunkedFactStore facts;
    private final WindowResults results;
    private final Restatement restatement;
    private final MachineEngine engine;

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

    /** Time has passed: decides what is due. */
    public void advance(long clockMs) {
        long asOf = asOf(clockMs);
        if (restatement.dueMs().orElse(TimeRange.FOREVER) <= clockMs) {
            // what time alone changes by now comes after what was gathered before
            restate(restatement.decidedMs());
        }
        engine.pass(asOf);
        if (asOf > restatement.decidedMs()) {
            results.decide(engine.builder(), siteClock(asOf), restatement.decidedMs(), asOf, blankFromMs());
            restatement.decided(asOf);
        }
        settle(Cause.STOP_OUTGREW, clockMs);
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

    public ChunkedFactStore facts() {
        return facts;
    }

    private void restate(long asOf) {
        Cause cause = restatement.ledgerCause();
        engine.restate(asOf, patch -> say(patch, cause));
        for (Restatement.Recount recount : restatement.takeWindows()) {
            results.recount(
                    engine.builder(),
                    siteClock(recount.range().fromMs()),
                    recount.range(),
                    restatement.decidedMs(),
                    asOf,
                    recount.cause());
        }
    }

    /** Windows are decided by what was known when they were due, so that is done before more becomes known. */
    private void catchUp(long clockMs) {
        if (asOf(clockMs) - restatement.decidedMs() >= SHORTEST_WINDOW_MS) {
            advance(clockMs);
        }
    }

    private void say(LedgerPatch patch, Cause cause) {
        if (!patch.isEmpty()) {
            output.ledger(patch, cause);
        }
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
