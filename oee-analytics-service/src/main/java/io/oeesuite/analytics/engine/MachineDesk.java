package io.oeesuite.analytics.engine;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import io.oeesuite.analytics.alerts.MachineAlerts;
import io.oeesuite.analytics.alerts.MachineSituation;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.SourcePosition;
import io.oeesuite.engine.OeeMachine;
import io.oeesuite.engine.OeeOutput;
import io.oeesuite.engine.Timing;
import io.oeesuite.engine.facts.Outage;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.SortedBytes;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.window.WindowResult;

/** One machine at work: its facts in, its ledger, results, live state and alerts out. */
final class MachineDesk implements OeeOutput {
    private final String equipment;
    private final EngineOutputs outputs;
    private final OeeMachine machine;
    private final LiveView live;
    private final StoredAlerts stored;
    private final MachineAlerts alerts;
    private final long graceMs;
    private EngineModels models;
    private LiveState toldLive;
    private SourcePosition source;
    private long clockMs;
    private boolean told;

    MachineDesk(
            String equipment,
            SortedBytes bytes,
            StoredAlerts stored,
            DeskMemory memory,
            EngineModels models,
            Timing timing,
            EngineOutputs outputs,
            long clockMs) {
        this.equipment = equipment;
        this.outputs = outputs;
        this.live = memory.live();
        this.source = memory.source();
        this.stored = stored;
        this.graceMs = timing.graceMs();
        this.alerts = stored.of(equipment, clockMs - graceMs);
        this.models = models;
        this.toldLive = live.state();
        this.clockMs = clockMs;
        this.machine = new OeeMachine(bytes, equipment, models.models(), timing, this, clockMs);
    }

    EngineModels models() {
        return models;
    }

    DeskMemory memory() {
        return new DeskMemory(source, live);
    }

    /** How much the last {@link #advance} has built anew. */
    int built() {
        return machine.built();
    }

    void take(MachineEvent event, EventFacts facts, long nowMs) {
        source = event.getSource();
        clockMs = nowMs;
        told = false;
        Optional<SessionFact> session = facts.session().or(() -> backAgain(facts));
        session.ifPresent(turn -> machine.observe(turn, nowMs));
        facts.observations().forEach(observation -> machine.observe(observation, nowMs));
        live.take(event, session, facts, models);
        viewBucket();
        machine.settle(Cause.LIVE, nowMs);
        tellLive();
        judge();
    }

    /** A device without a session is back as soon as it says something that it did not say before it went. */
    private Optional<SessionFact> backAgain(EventFacts facts) {
        if (live.isOnline()) {
            return Optional.empty();
        }
        long goneFromMs = machine.facts().openOutage().map(Outage::fromMs).orElse(Long.MIN_VALUE);
        return facts.signOfLife().filter(sign -> sign.timeMs() > goneFromMs);
    }

    /** It is to be read differently. */
    void read(EngineModels newModels, long nowMs) {
        long fromMs = Math.min(models.fromMs(), newModels.fromMs());
        models = newModels;
        clockMs = nowMs;
        told = false;
        machine.read(newModels.models(), fromMs, nowMs);
        viewBucket();
        machine.settle(Cause.MODEL, nowMs);
        tellLive();
        judge();
    }

    /** @return whether its live state has changed */
    boolean advance(long nowMs) {
        clockMs = nowMs;
        told = false;
        machine.advance(nowMs);
        viewBucket();
        boolean liveChanged = tellLive();
        judge();
        return liveChanged;
    }

    OptionalLong dueMs(long nowMs) {
        return LongStream.concat(
                        machine.dueMs(nowMs).stream(), alerts.dueMs().stream().map(due -> due + graceMs))
                .min();
    }

    @Override
    public void ledger(LedgerPatch patch, Cause cause) {
        LedgerChange.Builder change = signed(Contracts.change(patch, cause));
        if (!told) {
            told = true;
            toldLive = live.state();
            change.setLive(toldLive);
        }
        outputs.ledger(change.build());
    }

    @Override
    public void result(WindowResult result) {
        outputs.result(Contracts.result(result)
                .setEquipment(equipment)
                .setDecidedMs(clockMs)
                .setSource(source)
                .build());
    }

    private void viewBucket() {
        live.bucket(Contracts.bucket(machine.bucket()));
        machine.silentSinceMs().ifPresent(live::silentSince);
    }

    /** Is there something about it that somebody should know? */
    private void judge() {
        MachineSituation situation = new MachineSituation(
                toldLive.getBucket(),
                toldLive.getOnline() ? machine.bucketFromMs() : toldLive.getSinceMs(),
                heardMs(),
                toldLive.hasState());
        if (alerts.judge(situation, clockMs - graceMs, clockMs, toldLive, source, outputs::alert)) {
            stored.put(equipment, alerts);
        }
    }

    /** Not all that is heard of a machine is news of it. */
    private long heardMs() {
        long news = toldLive.getLastReceiveMs();
        return machine.lastSignMs().stream()
                .map(sign -> Math.max(sign, news))
                .findFirst()
                .orElse(news);
    }

    private boolean tellLive() {
        LiveState now = live.state();
        if (now.equals(toldLive)) {
            return false;
        }
        toldLive = now;
        outputs.ledger(signed(LedgerChange.newBuilder().setToMs(0)).setLive(now).build());
        return true;
    }

    private LedgerChange.Builder signed(LedgerChange.Builder change) {
        return change.setEquipment(equipment).setSource(source).setAppendTimeMs(clockMs);
    }
}
