package io.oeesuite.analytics.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a stop with one bucket, reason, product and order, whatever states it went through.
 *
 * @param first the interval it began with
 */
public record Stop(LedgerEntry first, long toMs, boolean open) {

    /** Puts together what belongs to one stop. @param entries by machine and time */
    public static List<Stop> of(List<LedgerEntry> entries) {
        List<Stop> stops = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            if (!stops.isEmpty() && stops.getLast().goesOnWith(entry)) {
                stops.set(stops.size() - 1, new Stop(stops.getLast().first(), entry.toMs(), entry.open()));
                continue;
            }
            stops.add(new Stop(entry, entry.toMs(), entry.open()));
        }
        return stops;
    }

    public long durationMs() {
        return toMs - first.fromMs();
    }

    private boolean goesOnWith(LedgerEntry entry) {
        return entry.fromMs() == toMs
                && entry.equipment().equals(first.equipment())
                && entry.bucket() == first.bucket()
                && entry.reason().equals(first.reason())
                && entry.product().equals(first.product())
                && entry.order().equals(first.order());
    }
}
