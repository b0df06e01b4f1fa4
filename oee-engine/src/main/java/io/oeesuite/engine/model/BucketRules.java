package io.oeesuite.engine.model;

import java.util.Map;
import java.util.OptionalInt;

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

    public static final BucketRules DEFAULT = new BucketRules(Map.of(), Map.of(), Map.of(), LedgerBucket.PLANNED_DOWN);

    public BucketRules {
        states = Map.copyOf(states);
        modes = Map.copyOf(modes);
        reasons = Map.copyOf(reasons);
    }

    /** Without a state, or in one that says nothing, there is no data; then the mode decides, then the state, then the reason. */
    public LedgerBucket bucket(OptionalInt state, OptionalInt mode, String reason, boolean orderOn) {
        if (state.isEmpty()) {
            return LedgerBucket.NO_DATA;
        }
        LedgerBucket byState = byState(state.getAsInt(), orderOn);
        if (byState == LedgerBucket.NO_DATA) {
            return LedgerBucket.NO_DATA;
        }
        LedgerBucket forced = mode.isEmpty() ? null : byMode(mode.getAsInt());
        if (forced != null) {
            return forced;
        }
        return byState == LedgerBucket.UNPLANNED_DOWN ? reasons.getOrDefault(reason, byState) : byState;
    }

    /** Whether rejects made now are the yield of starting up: during set-up, or while the machine is starting. */
    public boolean startsUp(OptionalInt state, LedgerBucket bucket) {
        return bucket == LedgerBucket.SETUP
                || state.isPresent() && state.getAsInt() == PackMl.STARTING && !states.containsKey(PackMl.STARTING);
    }

    private LedgerBucket byState(int state, boolean orderOn) {
        LedgerBucket own = states.get(state);
        // a minor stop is a short unplanned one, whoever says it
        if (own == LedgerBucket.MINOR_STOP) {
            return LedgerBucket.UNPLANNED_DOWN;
        }
        return own != null ? own : PackMl.bucket(state, orderOn, withoutOrder);
    }

    private LedgerBucket byMode(int mode) {
        LedgerBucket own = modes.get(mode);
        if (own != null) {
            return own;
        }
        return switch (mode) {
            case PackMl.MAINTENANCE_MODE -> LedgerBucket.PLANNED_DOWN;
            case PackMl.MANUAL_MODE -> LedgerBucket.SETUP;
            default -> null;
        };
    }
}
