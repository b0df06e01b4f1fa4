package io.oeesuite.analytics.reading;

import io.oeesuite.engine.kpi.Totals;
import io.oeesuite.engine.ledger.LedgerBucket;

/** The sums of one machine over one period while they are being collected, and the flags that came with them. */
public final class TotalsSum {
    private Totals totals = Totals.EMPTY;
    private int flags;

    public void addTime(LedgerBucket bucket, long ms, boolean idealKnown) {
        totals = totals.plus(Totals.ofTime(bucket, ms, idealKnown));
    }

    public void add(Totals more, int moreFlags) {
        totals = totals.plus(more);
        flags |= moreFlags;
    }

    public void addFlags(int more) {
        flags |= more;
    }

    /** Whatever the ledger does not cover of the period is time of which nothing is known. */
    public Totals filledUpTo(long lengthMs) {
        long unknown = lengthMs - totals.calendarMs();
        return unknown > 0 ? totals.plus(Totals.ofTime(LedgerBucket.NO_DATA, unknown, false)) : totals;
    }

    public int flags() {
        return flags;
    }
}
