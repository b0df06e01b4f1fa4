package io.oeesuite.analytics.reading;

import io.oeesuite.engine.ledger.LedgerBucket;

/** From the bucket's number in the contract, which is what the database holds, to the engine's. */
public final class Buckets {
    private Buckets() {}

    /** NO_DATA for a number that this version does not know: nothing is claimed about such time. */
    public static LedgerBucket of(int number) {
        return switch (number) {
            case io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_NOT_SCHEDULED_VALUE -> LedgerBucket.NOT_SCHEDULED;
            case io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN_VALUE -> LedgerBucket.PLANNED_DOWN;
            case io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_SETUP_VALUE -> LedgerBucket.SETUP;
            case io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN_VALUE -> LedgerBucket.UNPLANNED_DOWN;
            case io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_MINOR_STOP_VALUE -> LedgerBucket.MINOR_STOP;
            case io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_RUN_VALUE -> LedgerBucket.RUN;
            default -> LedgerBucket.NO_DATA;
        };
    }

    static int number(LedgerBucket bucket) {
        return switch (bucket) {
            case NOT_SCHEDULED -> io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_NOT_SCHEDULED_VALUE;
            case PLANNED_DOWN -> io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN_VALUE;
            case NO_DATA -> io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_NO_DATA_VALUE;
            case SETUP -> io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_SETUP_VALUE;
            case UNPLANNED_DOWN -> io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_UNPLANNED_DOWN_VALUE;
            case MINOR_STOP -> io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_MINOR_STOP_VALUE;
            case RUN -> io.oeesuite.contracts.LedgerBucket.LEDGER_BUCKET_RUN_VALUE;
        };
    }
}
