package io.oeesuite.engine.model;

import io.oeesuite.engine.ledger.LedgerBucket;

/** The states and unit modes of ISA-TR88.00.02 and where their time goes by default. */
public final class PackMl {
    public static final int UNDEFINED = 0;
    public static final int STARTING = 3;
    public static final int EXECUTE = 6;

    public static final int MAINTENANCE_MODE = 2;
    public static final int MANUAL_MODE = 3;

    private PackMl() {}

    /**
     * @param withoutOrder where the time of a machine goes that stands ready and has no order
     * @return NO_DATA for a number that PackML does not know
     */
    static LedgerBucket bucket(int state, boolean orderOn, LedgerBucket withoutOrder) {
        return switch (state) {
            case EXECUTE -> LedgerBucket.RUN;
            // Suspended, Suspending, Unsuspending: starved or blocked
            case 5, 13, 14 -> LedgerBucket.UNPLANNED_DOWN;
            // Holding, Held, Unholding
            case 10, 11, 12 -> LedgerBucket.UNPLANNED_DOWN;
            // Aborting, Aborted, Clearing, Stopping, Stopped
            case 8, 9, 1, 7, 2 -> LedgerBucket.UNPLANNED_DOWN;
            // Idle, Resetting, Starting, Completing, Complete
            case 4, 15, STARTING, 16, 17 -> orderOn ? LedgerBucket.UNPLANNED_DOWN : withoutOrder;
            default -> LedgerBucket.NO_DATA;
        };
    }
}
