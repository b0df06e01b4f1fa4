package io.oeesuite.engine.live;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.oeesuite.engine.facts.PackedBytes;
import io.oeesuite.engine.facts.PackedReader;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.facts.TimeRanges;
import io.oeesuite.engine.ledger.Cause;

/**
 * What of a machine's ledger is to be built anew, and of which time the windows that have been decided are to be summed up again. It is gathered, so that a
 * thousand late facts are one restatement; whoever keeps the facts keeps it with them, so that none is forgotten.
 *
 * <p>Which windows are decided again at which time of the log's clock, and why, follows from the facts and not from who placed them how: a restart changes
 * nothing.
 */
public final class Restatement {
    private static final long NEVER = Long.MIN_VALUE;

    private final TimeRanges time;
    private final TimeRanges slots;
    private final Map<Cause, TimeRanges> windows = new EnumMap<>(Cause.class);
    private Cause ledgerCause = Cause.LIVE;
    private long decidedMs;
    private long dueMs = NEVER;
    private boolean changed;

    /** A part of the past whose windows are to be summed up again. */
    public record Recount(TimeRange range, Cause cause) {}

    private Restatement(TimeRanges time, TimeRanges slots, long decidedMs) {
        this.time = time;
        this.slots = slots;
        this.decidedMs = decidedMs;
    }

    /** @param decidedMs the windows that end at or before it have been decided */
    public static Restatement nothing(long decidedMs) {
        return new Restatement(new TimeRanges(), new TimeRanges(), decidedMs);
    }

    public static Restatement read(byte[] packed) {
        PackedReader reader = new PackedReader(packed);
        long decided = reader.number();
        long due = reader.number();
        Cause cause = Cause.values()[reader.bits()];
        Restatement read = new Restatement(TimeRanges.read(reader), TimeRanges.read(reader), decided);
        read.dueMs = due;
        read.ledgerCause = cause;
        while (reader.hasMore()) {
            read.windows.put(Cause.values()[reader.bits()], TimeRanges.read(reader));
        }
        return read;
    }

    public byte[] toBytes() {
        PackedBytes packed = new PackedBytes(32).number(decidedMs).number(dueMs).bits(ledgerCause.ordinal());
        time.write(packed);
        slots.write(packed);
        windows.forEach((cause, ranges) -> ranges.write(packed.bits(cause.ordinal())));
        return packed.toArray();
    }

    /** The windows that end at or before it have been decided. */
    public long decidedMs() {
        return decidedMs;
    }

    public void decided(long untilMs) {
        decidedMs = Math.max(decidedMs, untilMs);
        changed = true;
    }

    /** The windows of this time are to be summed up again, as far as they have been decided. */
    public void recount(TimeRange range, Cause cause) {
        if (range.fromMs() < decidedMs && !range.isEmpty()) {
            TimeRange past = new TimeRange(range.fromMs(), Math.min(range.toMs(), decidedMs));
            windows.computeIfAbsent(cause, key -> new TimeRanges()).add(past);
            changed = true;
        }
    }

    /** What has been gathered by now is due at the next full multiple of {@code gatherMs} on the clock of the log. */
    public void schedule(long clockMs, long gatherMs) {
        boolean empty = time.isEmpty() && slots.isEmpty() && windows.isEmpty();
        if (dueMs == NEVER && !empty) {
            dueMs = gatherMs == 0 ? clockMs : (Math.floorDiv(clockMs, gatherMs) + 1) * gatherMs;
            changed = true;
        }
    }

    /** When what has been gathered is due; empty when there is nothing. */
    public OptionalLong dueMs() {
        return dueMs == NEVER ? OptionalLong.empty() : OptionalLong.of(dueMs);
    }

    /** Why the ledger is to be built anew, of all that has been gathered. */
    public Cause ledgerCause() {
        return ledgerCause;
    }

    /** Takes out a part of the past whose windows are to be summed up again, of the strongest cause first; only when the ledger has been built. */
    public Optional<Recount> takeWindows() {
        Optional<Cause> strongest = windows.keySet().stream().max(Comparator.naturalOrder());
        return strongest.map(cause -> {
            TimeRanges ranges = windows.get(cause);
            Recount taken = new Recount(ranges.takeFirst().orElseThrow(), cause);
            if (ranges.isEmpty()) {
                windows.remove(cause);
            }
            changed = true;
            return taken;
        });
    }

    /** What was due has been done, or a portion of it; what is left waits to be scheduled. */
    public void handled() {
        if (!hasLedger()) {
            ledgerCause = Cause.LIVE;
        }
        dueMs = NEVER;
        changed = true;
    }

    /** Whether something has changed since the last time that this was asked. */
    public boolean takeChanged() {
        boolean taken = changed;
        changed = false;
        return taken;
    }

    /** @param counted in which time items were made that the readings tell differently now */
    void rebuild(TimeRange range, List<TimeRange> counted, Cause cause) {
        ledgerCause = ledgerCause.or(cause);
        changed = true;
        time.add(range);
        recount(range, cause);
        for (TimeRange made : counted) {
            slots.add(made);
            recount(made, cause);
        }
    }

    /** Whether any of the ledger is to be built anew. */
    public boolean hasLedger() {
        return !time.isEmpty() || !slots.isEmpty();
    }

    Optional<TimeRange> takeTime() {
        return time.takeFirst();
    }

    Optional<TimeRange> takeSlots() {
        return slots.takeFirst();
    }

    void putBackTime(TimeRange range) {
        time.add(range);
    }

    void putBackSlots(TimeRange range) {
        slots.add(range);
    }
}
