package io.oeesuite.engine.live;

import java.util.List;

import io.oeesuite.engine.facts.PackedBytes;
import io.oeesuite.engine.facts.PackedReader;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.facts.TimeRanges;
import io.oeesuite.engine.ledger.Cause;

/**
 * What of a machine's ledger is to be built anew, and of which time the windows that have been decided are to be summed up again. It is gathered, so that a
 * thousand late facts are one restatement; whoever keeps the facts keeps it with them, so that none is forgotten.
 */
public final class Restatement {
    private final TimeRanges time;
    private final TimeRanges slots;
    private final TimeRanges windows;
    private Cause cause;
    private long decidedMs;

    private Restatement(TimeRanges time, TimeRanges slots, TimeRanges windows, Cause cause, long decidedMs) {
        this.time = time;
        this.slots = slots;
        this.windows = windows;
        this.cause = cause;
        this.decidedMs = decidedMs;
    }

    /** @param decidedMs the windows that end at or before it have been decided */
    public static Restatement nothing(long decidedMs) {
        return new Restatement(new TimeRanges(), new TimeRanges(), new TimeRanges(), Cause.LIVE, decidedMs);
    }

    public static Restatement read(byte[] packed) {
        PackedReader reader = new PackedReader(packed);
        Cause cause = Cause.values()[reader.bits()];
        long decided = reader.number();
        return new Restatement(
                TimeRanges.read(reader), TimeRanges.read(reader), TimeRanges.read(reader), cause, decided);
    }

    public byte[] toBytes() {
        PackedBytes packed = new PackedBytes(32).bits(cause.ordinal()).number(decidedMs);
        time.write(packed);
        slots.write(packed);
        windows.write(packed);
        return packed.toArray();
    }

    public boolean isEmpty() {
        return time.isEmpty() && slots.isEmpty() && windows.isEmpty();
    }

    /** Why, of all that has been gathered. */
    public Cause cause() {
        return cause;
    }

    public long decidedMs() {
        return decidedMs;
    }

    /** From now on the windows that end at or before the instant have been decided. */
    public void decided(long untilMs) {
        decidedMs = Math.max(decidedMs, untilMs);
    }

    /** The windows of this time are to be summed up again, as far as they have been decided. */
    public void recount(TimeRange range, Cause why) {
        if (range.fromMs() < decidedMs) {
            windows.add(new TimeRange(range.fromMs(), Math.min(range.toMs(), decidedMs)));
            cause = cause.or(why);
        }
    }

    /** Takes out the time of which the windows are to be summed up again. */
    public List<TimeRange> takeWindows() {
        List<TimeRange> taken = windows.list();
        windows.clear();
        cause = isEmpty() ? Cause.LIVE : cause;
        return taken;
    }

    /** @param counted what the readings say that count items made in these ranges */
    void rebuild(TimeRange range, List<TimeRange> counted, Cause why) {
        cause = cause.or(why);
        time.add(range);
        recount(range, why);
        for (TimeRange made : counted) {
            slots.add(made);
            recount(made, why);
        }
    }

    boolean hasLedger() {
        return !time.isEmpty() || !slots.isEmpty();
    }

    List<TimeRange> takeTime() {
        List<TimeRange> taken = time.list();
        time.clear();
        return taken;
    }

    List<TimeRange> takeSlots() {
        List<TimeRange> taken = slots.list();
        slots.clear();
        return taken;
    }
}
