package io.oeesuite.engine.window;

import java.util.Arrays;
import java.util.List;

import io.oeesuite.engine.facts.PackedBytes;
import io.oeesuite.engine.facts.PackedReader;
import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.CountSlot;
import io.oeesuite.engine.ledger.IdealTime;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.ledger.LedgerFlag;
import io.oeesuite.engine.ledger.LedgerFlags;
import io.oeesuite.engine.ledger.LedgerInterval;
import io.oeesuite.engine.ledger.LedgerPart;

/** Sums up intervals and count slots, exactly: the same parts give the same sums in whatever order and grouping. */
public final class Tally {
    private static final int BUCKETS = LedgerBucket.values().length;

    private final long[] bucketMs = new long[BUCKETS];
    private long ratedMs;
    private long total;
    private long reject;
    private long unrated;
    private IdealTime idealTotal = IdealTime.ZERO;
    private IdealTime idealReject = IdealTime.ZERO;
    private IdealTime idealStartup = IdealTime.ZERO;
    private LedgerFlags flags = LedgerFlags.NONE;

    /** The sums of [fromMs, toMs), which lies in the part; what no interval covers is time of which nothing is known. */
    public static Tally of(long fromMs, long toMs, LedgerPart part) {
        Tally tally = new Tally();
        long covered = 0;
        for (LedgerInterval interval : part.intervals()) {
            long ms = Math.min(interval.toMs(), toMs) - Math.max(interval.fromMs(), fromMs);
            if (ms > 0) {
                tally.addTime(interval.bucket(), ms, interval.hasIdeal());
                covered += ms;
            }
        }
        tally.addTime(LedgerBucket.NO_DATA, toMs - fromMs - covered, false);
        for (CountSlot slot : part.counts()) {
            if (slot.fromMs() >= fromMs && slot.fromMs() < toMs) {
                tally.add(slot);
            }
        }
        for (LedgerPart.Mark mark : part.marks()) {
            if (mark.timeMs() >= fromMs && mark.timeMs() < toMs) {
                tally.flags = tally.flags.with(mark.flags());
            }
        }
        return tally;
    }

    public void addTime(LedgerBucket bucket, long ms, boolean hasIdeal) {
        bucketMs[bucket.ordinal()] += ms;
        ratedMs += hasIdeal ? ms : 0;
    }

    public void add(CountSlot slot) {
        total += slot.total();
        reject += slot.reject();
        unrated += slot.unrated();
        idealTotal = idealTotal.plus(slot.idealTotal());
        idealReject = idealReject.plus(slot.idealReject());
        idealStartup = idealStartup.plus(slot.idealStartup());
        flags = flags.with(slot.flags());
    }

    public void add(Tally other) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            bucketMs[bucket] += other.bucketMs[bucket];
        }
        ratedMs += other.ratedMs;
        total += other.total;
        reject += other.reject;
        unrated += other.unrated;
        idealTotal = idealTotal.plus(other.idealTotal);
        idealReject = idealReject.plus(other.idealReject);
        idealStartup = idealStartup.plus(other.idealStartup);
        flags = flags.with(other.flags);
    }

    public Totals totals() {
        return new Totals(
                ms(LedgerBucket.NOT_SCHEDULED),
                ms(LedgerBucket.PLANNED_DOWN),
                ms(LedgerBucket.NO_DATA),
                ms(LedgerBucket.SETUP),
                ms(LedgerBucket.UNPLANNED_DOWN),
                ms(LedgerBucket.MINOR_STOP),
                ms(LedgerBucket.RUN),
                total,
                reject,
                ratedMs > 0 || total + reject > unrated,
                unrated,
                idealTotal.ms(),
                idealTotal.minus(idealReject).ms(),
                idealStartup.ms());
    }

    /** The flags of what was summed up, and those that follow from the sums. */
    public LedgerFlags flags() {
        LedgerFlags all = flags;
        if (reject > total) {
            all = all.with(LedgerFlag.REJECTS_OVER_TOTAL);
        }
        if (unrated > 0) {
            all = all.with(LedgerFlag.IDEAL_MISSING);
        }
        long production = ms(LedgerBucket.RUN) + ms(LedgerBucket.MINOR_STOP);
        return idealTotal.ms() > production ? all.with(LedgerFlag.PERFORMANCE_OVER_1) : all;
    }

    /** Whether nothing is known of the whole period. */
    public boolean isBlank() {
        long known = Arrays.stream(bucketMs).sum() - ms(LedgerBucket.NO_DATA);
        return known == 0 && total == 0 && reject == 0 && flags.isEmpty();
    }

    public long ms(LedgerBucket bucket) {
        return bucketMs[bucket.ordinal()];
    }

    public byte[] toBytes() {
        PackedBytes packed = new PackedBytes(64);
        for (long ms : bucketMs) {
            packed.number(ms);
        }
        packed.number(ratedMs).number(total).number(reject).number(unrated);
        for (IdealTime ideal : List.of(idealTotal, idealReject, idealStartup)) {
            packed.number(ideal.wholeMs()).number(ideal.fraction());
        }
        return packed.number(flags.bits()).toArray();
    }

    public static Tally read(PackedReader reader) {
        Tally tally = new Tally();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            tally.bucketMs[bucket] = reader.number();
        }
        tally.ratedMs = reader.number();
        tally.total = reader.number();
        tally.reject = reader.number();
        tally.unrated = reader.number();
        tally.idealTotal = new IdealTime(reader.number(), reader.number());
        tally.idealReject = new IdealTime(reader.number(), reader.number());
        tally.idealStartup = new IdealTime(reader.number(), reader.number());
        tally.flags = new LedgerFlags((int) reader.number());
        return tally;
    }
}
