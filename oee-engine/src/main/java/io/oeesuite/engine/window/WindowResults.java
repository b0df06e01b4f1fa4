package io.oeesuite.engine.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import io.oeesuite.engine.facts.MachineKeys;
import io.oeesuite.engine.facts.SortedBytes;
import io.oeesuite.engine.facts.TimeRange;
import io.oeesuite.engine.ledger.Cause;
import io.oeesuite.engine.ledger.LedgerBuilder;
import io.oeesuite.engine.ledger.LedgerPart;

/**
 * The results of one machine's minutes, hours and production days: each is decided once its end has passed, and decided again when late facts have touched it.
 *
 * <p>Minutes are told of the last two days only; older ones follow from the ledger. Windows of which nothing is known are not told.
 */
public final class WindowResults {
    static final long MINUTES_KEPT_MS = 2 * 24 * 3_600_000L;

    private static final int HOURS_AT_ONCE = 48;
    private static final int MINUTES_AT_ONCE = 60;

    private final ResultBook book;

    public WindowResults(SortedBytes bytes, String machine, Consumer<WindowResult> receiver) {
        this.book = new ResultBook(bytes, new MachineKeys(machine), receiver);
    }

    /**
     * When the next window ends of which there is something to say.
     *
     * @param decidedMs the windows that end at or before it have been decided
     * @param blankFromMs nothing is known from this instant on
     */
    public static OptionalLong nextEndMs(SiteClock clock, long decidedMs, long blankFromMs) {
        OptionalLong next = OptionalLong.empty();
        for (WindowKind kind : WindowKind.values()) {
            WindowSpan span = WindowSpan.containing(kind, clock, decidedMs);
            if (span.fromMs() < blankFromMs && (next.isEmpty() || span.toMs() < next.getAsLong())) {
                next = OptionalLong.of(span.toMs());
            }
        }
        return next;
    }

    /** Decides the windows that end after {@code decidedMs}, up to {@code asOfMs}. */
    public void decide(LedgerBuilder builder, SiteClock clock, long decidedMs, long asOfMs, long blankFromMs) {
        long minutesFrom = Math.max(decidedMs, asOfMs - MINUTES_KEPT_MS);
        List<WindowSpan> minutes = ending(WindowKind.MINUTE, clock, minutesFrom, asOfMs, blankFromMs);
        reportTogether(builder, minutes, MINUTES_AT_ONCE, asOfMs, Cause.LIVE);
        List<WindowSpan> hours = ending(WindowKind.HOUR, clock, decidedMs, asOfMs, blankFromMs);
        reportTogether(builder, hours, HOURS_AT_ONCE, asOfMs, Cause.LIVE);
        for (WindowSpan day : ending(WindowKind.DAY, clock, decidedMs, asOfMs, blankFromMs)) {
            book.report(day, day(builder, clock, day, asOfMs), Cause.LIVE);
        }
        if (!hours.isEmpty()) {
            book.forgetBefore(WindowKind.MINUTE, asOfMs - MINUTES_KEPT_MS);
        }
    }

    /** Decides again the windows that overlap the range, as far as they have been decided. */
    public void recount(
            LedgerBuilder builder, SiteClock clock, TimeRange range, long decidedMs, long asOfMs, Cause cause) {
        long minutesFrom = Math.max(range.fromMs(), decidedMs - MINUTES_KEPT_MS);
        List<WindowSpan> minutes = decided(WindowKind.MINUTE, clock, minutesFrom, range.toMs(), decidedMs);
        reportTogether(builder, minutes, MINUTES_AT_ONCE, asOfMs, cause);
        List<WindowSpan> hours = decided(WindowKind.HOUR, clock, range.fromMs(), range.toMs(), decidedMs);
        reportTogether(builder, hours, HOURS_AT_ONCE, asOfMs, cause);
        for (WindowSpan day : decided(WindowKind.DAY, clock, range.fromMs(), range.toMs(), decidedMs)) {
            book.report(day, day(builder, clock, day, asOfMs), cause);
        }
    }

    private static List<WindowSpan> ending(
            WindowKind kind, SiteClock clock, long afterMs, long untilMs, long blankFromMs) {
        List<WindowSpan> spans = new ArrayList<>();
        WindowSpan span = WindowSpan.containing(kind, clock, afterMs);
        while (span.toMs() <= untilMs && span.fromMs() < blankFromMs) {
            spans.add(span);
            span = WindowSpan.containing(kind, clock, span.toMs());
        }
        return spans;
    }

    private static List<WindowSpan> decided(WindowKind kind, SiteClock clock, long fromMs, long toMs, long decidedMs) {
        List<WindowSpan> spans = WindowSpan.overlapping(kind, clock, fromMs, toMs);
        spans.removeIf(span -> span.toMs() > decidedMs);
        return spans;
    }

    private void reportTogether(LedgerBuilder builder, List<WindowSpan> spans, int atOnce, long asOfMs, Cause cause) {
        for (int from = 0; from < spans.size(); from += atOnce) {
            List<WindowSpan> some = spans.subList(from, Math.min(spans.size(), from + atOnce));
            TimeRange range =
                    new TimeRange(some.getFirst().fromMs(), some.getLast().toMs());
            LedgerPart part = builder.part(range, asOfMs);
            some.forEach(span -> book.report(span, Tally.of(span.fromMs(), span.toMs(), part), cause));
        }
    }

    /** From the sums of its hours; of an hour that was never told, and of what is no whole hour, from the ledger. */
    private Tally day(LedgerBuilder builder, SiteClock clock, WindowSpan day, long asOfMs) {
        Tally sum = new Tally();
        Optional<LedgerPart> ledger = Optional.empty();
        for (WindowSpan hour : WindowSpan.overlapping(WindowKind.HOUR, clock, day.fromMs(), day.toMs())) {
            long from = Math.max(hour.fromMs(), day.fromMs());
            long to = Math.min(hour.toMs(), day.toMs());
            boolean whole = from == hour.fromMs() && to == hour.toMs();
            Optional<Tally> told = whole ? book.last(hour) : Optional.empty();
            if (told.isEmpty() && ledger.isEmpty()) {
                // once for all of the day: of years without a word no hour was ever told
                ledger = Optional.of(builder.part(new TimeRange(day.fromMs(), day.toMs()), asOfMs));
            }
            sum.add(told.isPresent() ? told.get() : Tally.of(from, to, ledger.orElseThrow()));
        }
        return sum;
    }
}
