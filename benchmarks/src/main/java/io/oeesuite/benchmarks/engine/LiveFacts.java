package io.oeesuite.benchmarks.engine;

import java.util.Random;
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

import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.live.LiveContext;
import io.oeesuite.engine.live.LiveLedger;
import io.oeesuite.engine.live.LiveMachine;
import io.oeesuite.engine.model.MachineModel;

/**
 * A plant in which every machine reports one fact a second, in random order: of 64 facts 46 are readings of the counter of all items, 16 of the counter of
 * rejects, one stops the machine and one starts it again. Intervals and slots of 10 s are taken from the machines as they become final.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LiveFacts {
    static final int FACTS = 1 << 17;

    private static final long START_MS = 1_772_445_600_000L;
    private static final long SECOND_MS = 1_000;
    private static final int LONGS_PER_LINE = 8;
    /** About as far apart as the machines lie. */
    private static final int LONGS_PER_MACHINE = 6 * LONGS_PER_LINE;

    private static final long SEED = 4711;

    @Param({"10", "1000", "10000", "100000"})
    public int machines;

    private LiveMachine[] plant;
    private int[] order;
    private long[] lines;
    private final Sums sums = new Sums();
    private int next;
    private long second;

    @Setup
    public void build() {
        plant = new LiveMachine[machines];
        for (int i = 0; i < machines; i++) {
            plant[i] = new LiveMachine(START_MS, MachineModel.DEFAULT, TimeRange.FOREVER, sums);
            plant[i].designSpeed(START_MS, 120);
            plant[i].state(START_MS, 6);
        }
        order = shuffled(machines);
        lines = new long[machines * LONGS_PER_MACHINE];
        next = 0;
        second = 1;
    }

    /** The engine's work. */
    @Benchmark
    @OperationsPerInvocation(FACTS)
    public long live() {
        for (int i = 0; i < FACTS; i++) {
            int index = next();
            if (!tell(plant[index], index)) {
                throw new IllegalStateException("a fact in order was refused");
            }
        }
        return sums.milliseconds + sums.items;
    }

    /** The limit: the same walk through memory, two cache lines per machine, two additions. */
    @Benchmark
    @OperationsPerInvocation(FACTS)
    public long walk() {
        long sum = 0;
        for (int i = 0; i < FACTS; i++) {
            int machine = next() * LONGS_PER_MACHINE;
            lines[machine] += second;
            lines[machine + LONGS_PER_LINE] += second;
            sum += lines[machine];
        }
        return sum;
    }

    private int next() {
        if (next == machines) {
            next = 0;
            second++;
        }
        return order[next++];
    }

    private boolean tell(LiveMachine machine, int index) {
        long ms = START_MS + second * SECOND_MS;
        int turn = (int) (second + index) & 63;
        if (turn == 0) {
            return machine.state(ms, 9);
        }
        if (turn == 4) {
            return machine.state(ms, 6);
        }
        return (turn & 3) == 1 ? machine.defects(ms, second >> 6) : machine.total(ms, second << 1);
    }

    static int[] shuffled(int length) {
        int[] order = new int[length];
        Random random = new Random(SEED);
        for (int i = 0; i < length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static final class Sums implements LiveLedger {
        private long milliseconds;
        private long items;

        @Override
        public void interval(
                LiveContext context, long fromMs, long toMs, LedgerBucket bucket, long stopFromMs, int flagBits) {
            milliseconds += toMs - fromMs;
        }

        @Override
        public void stopOutgrew(long stopFromMs) {
            milliseconds++;
        }

        @Override
        public void stopPart(LedgerInterval part) {
            milliseconds += part.toMs() - part.fromMs();
        }

        @Override
        public void counted(LiveContext context, long slotFromMs, long total, long reject, int flagBits) {
            items += total + reject;
        }
    }
}
