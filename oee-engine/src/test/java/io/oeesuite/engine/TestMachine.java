package io.oeesuite.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.oeesuite.engine.facts.ChunkedFactStore;
import io.oeesuite.engine.facts.Fact;
import io.oeesuite.engine.facts.FactStore;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.SortedBytesInMemory;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.kpi.KpiPolicy;
import io.oeesuite.engine.kpi.Kpis;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerPart;
import io.oeesuite.engine.model.MachineModel;
import io.oeesuite.engine.model.MachineModels;
import io.oeesuite.engine.window.Tally;

/** A machine that reports facts on 2026-03-02 UTC, times given as "09:30" or "09:30:15.250". */
public final class TestMachine {
    private static final String DAY = "2026-03-02T";

    private final List<Fact> facts = new ArrayList<>();
    private MachineModels models = MachineModels.DEFAULT;
    private long order;

    public static long ms(String time) {
        String full = time.length() == 5 ? time + ":00" : time;
        return Instant.parse(DAY + full + "Z").toEpochMilli();
    }

    /** Born at 08:00, running, 60 items a minute at best. */
    static TestMachine running() {
        return new TestMachine().birth("08:00").state("08:00", 6).designSpeed("08:00", 60);
    }

    public TestMachine model(MachineModel model) {
        models = models.with(model);
        return this;
    }

    public TestMachine state(String time, int state) {
        return fact(Observation.of(Signal.STATE, ms(time), FactValue.of(state)));
    }

    public TestMachine mode(String time, int mode) {
        return fact(Observation.of(Signal.MODE, ms(time), FactValue.of(mode)));
    }

    public TestMachine reason(String time, String reason) {
        return fact(Observation.of(Signal.REASON, ms(time), FactValue.of(reason)));
    }

    public TestMachine product(String time, String product) {
        return fact(Observation.of(Signal.PRODUCT, ms(time), FactValue.of(product)));
    }

    public TestMachine order(String time, String id) {
        return fact(Observation.of(Signal.ORDER, ms(time), FactValue.of(id)));
    }

    public TestMachine designSpeed(String time, double itemsPerMinute) {
        return fact(Observation.of(Signal.DESIGN_SPEED, ms(time), FactValue.of(itemsPerMinute)));
    }

    public TestMachine total(String time, long count) {
        return fact(Observation.of(Signal.TOTAL, ms(time), FactValue.of(count)));
    }

    public TestMachine defects(String time, long count) {
        return fact(Observation.of(Signal.DEFECT, ms(time), FactValue.of(count)));
    }

    /** A sign of life of a machine without a session. */
    public TestMachine heard(String time) {
        return fact(Observation.heard(ms(time)));
    }

    public TestMachine birthCounts(String time, long total, long defects) {
        fact(Observation.of(Signal.TOTAL, ms(time), FactValue.of(total)).asBaseline());
        return fact(
                Observation.of(Signal.DEFECT, ms(time), FactValue.of(defects)).asBaseline());
    }

    public TestMachine birth(String time) {
        return fact(new SessionFact(order++, ms(time), true));
    }

    public TestMachine death(String time) {
        return fact(new SessionFact(order++, ms(time), false));
    }

    public TestMachine historical(Signal signal, String time, FactValue value) {
        return fact(Observation.of(signal, ms(time), value).asHistorical());
    }

    public TestMachine fact(Fact fact) {
        facts.add(fact);
        return this;
    }

    public List<Fact> facts() {
        return List.copyOf(facts);
    }

    public MachineModels models() {
        return models;
    }

    public FactStore store() {
        return store(facts);
    }

    public static FactStore store(List<Fact> facts) {
        FactStore store = new ChunkedFactStore(new SortedBytesInMemory(), "PLANT/line/machine");
        facts.forEach(fact -> put(store, fact));
        return store;
    }

    public static void put(FactStore store, Fact fact) {
        switch (fact) {
            case Observation observation -> store.put(observation);
            case SessionFact session -> store.put(session);
        }
    }

    /** Its ledger from one time to another, as known at the end. */
    public LedgerPart ledger(String from, String to) {
        return new LedgerBuilder(store(), models).part(new TimeRange(ms(from), ms(to)), ms(to));
    }

    public Tally tally(String from, String to) {
        return Tally.of(ms(from), ms(to), ledger(from, to));
    }

    public Totals totals(String from, String to) {
        return tally(from, to).totals();
    }

    public Kpis kpis(String from, String to) {
        return Kpis.of(totals(from, to), KpiPolicy.DEFAULT);
    }
}
