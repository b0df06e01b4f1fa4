package io.oeesuite.benchmarks.engine;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.oeesuite.engine.OeeMachine;
import io.oeesuite.engine.OeeOutput;
import io.oeesuite.engine.Timing;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.facts.SortedBytes;
import io.oeesuite.engine.facts.SortedBytesInMemory;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerPatch;
import io.oeesuite.engine.model.MachineModels;
import io.oeesuite.engine.window.WindowResult;

/**
 * The way that facts take in the service, less Kafka, RocksDB and protobuf: each is kept, what it changes is told after each event, and minutes are decided. Every machine reports two facts every five
 * seconds, in random order: of 64 events 46 tell both counters, 16 the counter of all items twice, one stops the machine and one starts it again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeptFacts {
    static final int FACTS = 1 << 17;

    private static final int FACTS_PER_EVENT = 2;
    private static final long START_MS = 1_772_445_600_000L;
    private static final long EVENT_MS = 5_000;

    @Param({"10", "1000", "10000", "100000"})
    public int machines;

    private OeeMachine[] plant;
    private int[] order;
    private final Receiver receiver = new Receiver();
    private int next;
    private long round;

    @Setup
    public void build() {
        SortedBytes bytes = new SortedBytesInMemory();
        plant = new OeeMachine[machines];
        for (int i = 0; i < machines; i++) {
            plant[i] = new OeeMachine(
                    bytes, "PLANT/edge_LINE/MACHINE-" + i, MachineModels.DEFAULT, Timing.DEFAULT, receiver, START_MS);
            tell(plant[i], Signal.DESIGN_SPEED, START_MS, FactValue.of(120.0));
            tell(plant[i], Signal.STATE, START_MS, FactValue.of(6));
            plant[i].settle(Cause.LIVE, START_MS);
        }
        order = LiveFacts.shuffled(machines);
        next = 0;
        round = 1;
    }

    @Benchmark
    @OperationsPerInvocation(FACTS)
    public long kept() {
        for (int i = 0; i < FACTS / FACTS_PER_EVENT; i++) {
            if (next == machines) {
                next = 0;
                round++;
            }
            int index = order[next++];
            event(plant[index], index);
        }
        return receiver.told;
    }

    private void event(OeeMachine machine, int index) {
        long ms = START_MS + round * EVENT_MS;
        int turn = (int) (round + index) & 63;
        tell(machine, Signal.TOTAL, ms, FactValue.of(round << 1));
        if (turn == 0) {
            tell(machine, Signal.STATE, ms, FactValue.of(9));
        } else if (turn == 4) {
            tell(machine, Signal.STATE, ms, FactValue.of(6));
        } else if ((turn & 3) == 1) {
            tell(machine, Signal.TOTAL, ms + 1, FactValue.of(round << 1));
        } else {
            tell(machine, Signal.DEFECT, ms, FactValue.of(round >> 6));
        }
        machine.settle(Cause.LIVE, ms);
    }

    private static void tell(OeeMachine machine, Signal signal, long ms, FactValue value) {
        machine.observe(Observation.of(signal, ms, value), ms);
    }

    private static final class Receiver implements OeeOutput {
        private long told;

        @Override
        public void ledger(LedgerPatch patch, Cause cause) {
            told++;
        }

        @Override
        public void result(WindowResult result) {
            told++;
        }
    }
}
