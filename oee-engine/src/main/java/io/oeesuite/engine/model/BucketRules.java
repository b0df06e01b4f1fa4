package io.oeesuite.engine.model;

import java.util.Map;

import io.oeesuite.engine.ledger.LedgerBucket;

/**
 * Where the time of a reachable machine goes, by what it says of itself. Minor stops are not told apart here: that takes the length of the stop.
 *
 * @param states PackML state number → bucket, with or without an order
 * @param modes unit mode number → bucket that it forces on every known state
 * @param reasons reason code → bucket of an unplanned stop with this reason
 * @param withoutOrder bucket of a machine that stands ready without an order
 */
public record BucketRules(
        Map<Integer, LedgerBucket> states,
        Map<Integer, LedgerBucket> modes,
        Map<String, LedgerBucket> reasons,
        LedgerBucket withoutOrder) {

    /** Stands for the state or mode of a machine that never reported one. */
    public static final int NEVER_REPORTED = -1;

    public static final BucketRules DEFAULT = new BucketRules(Map.of(), Map.of(), Map.of(), LedgerBucket.PLANNED_DOWN);

    public BucketRules {
        states = Map.copyOf(states);
        modes = Map.copyOf(modes);
        reasons = Map.copyOf(reasons);
        withoutOrder = shortOrLong(withoutOrder);
    }

    /**
     * Without a state, or in one that says nothing, there is no data; then the mode decides, then the state, then the reason.
     *
     * @param state PackML state number, or {@link #NEVER_REPORTED}
     * @param mode unit mode number, or {@link #NEVER_REPORTED}
     */
    public LedgerBucket bucket(int state, int mode, String reason, boolean orderOn) {
        if (state == NEVER_REPORTED) {
            return LedgerBucket.NO_DATA;
        }
        LedgerBucket byState = byState(state, orderOn);
        if (byState == LedgerBucket.NO_DATA) {
            return LedgerBucket.NO_DATA;
        }
        LedgerBucket forced = byMode(mode);
        if (forced != null) {
            return forced;
        }
        return byState == LedgerBucket.UNPLANNED_DOWN && !reasons.isEmpty()
                ? shortOrLong(reasons.getOrDefault(reason, byState))
                : byState;
    }

    /** Whether rejects made now are the yield of starting up: during set-up, or while the machine is starting. */
    public boolean startsUp(int state, LedgerBucket bucket) {
        return bucket == LedgerBucket.SETUP || state == PackMl.STARTING && !states.containsKey(PackMl.STARTING);
    }

    private LedgerBucket byState(int state, boolean orderOn) {
        LedgerBucket own = states.isEmpty() ? null : states.get(state);
        return own != null ? shortOrLong(own) : PackMl.bucket(state, orderOn, withoutOrder);
    }

    private LedgerBucket byMode(int mode) {
        LedgerBucket own = modes.isEmpty() ? null : modes.get(mode);
        if (own != null) {
            return shortOrLong(own);
        }
        return switch (mode) {
            case PackMl.MAINTENANCE_MODE -> LedgerBucket.PLANNED_DOWN;
            case PackMl.MANUAL_MODE -> LedgerBucket.SETUP;
            default -> null;
        };
    }

    /** Whoever says that a stop is minor: its length decides. */
    private static LedgerBucket shortOrLong(LedgerBucket bucket) {
        return bucket == LedgerBucket.MINOR_STOP ? LedgerBucket.UNPLANNED_DOWN : bucket;
    }
}
