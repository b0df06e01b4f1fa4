package io.oeesuite.engine.ledger;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import io.oeesuite.engine.facts.Entry;
import io.oeesuite.engine.facts.Signal;
import io.oeesuite.engine.model.BucketRules;
import io.oeesuite.engine.model.MachineModel;

/**
 * What is in force at a machine.
 *
 * @param state empty when never reported
 * @param mode empty when never reported
 * @param order empty when the machine has no such metric; empty text when it has none at the moment
 * @param designSpeed items per minute; 0 when not known
 * @param connected false from a death to the birth or the history that follows it
 * @param silent nothing was heard of it for longer than its limit
 */
record Context(
        OptionalInt state,
        OptionalInt mode,
        String reason,
        String product,
        Optional<String> order,
        double designSpeed,
        boolean connected,
        boolean silent) {

    static final Context NOTHING_KNOWN =
            new Context(OptionalInt.empty(), OptionalInt.empty(), "", "", Optional.empty(), 0, true, false);

    /** This context after the change; counters do not change it. */
    Context with(Signal signal, Entry entry) {
        return switch (signal) {
            case STATE ->
                new Context(OptionalInt.of(entry.code()), mode, reason, product, order, designSpeed, connected, silent);
            case MODE ->
                new Context(
                        state, OptionalInt.of(entry.code()), reason, product, order, designSpeed, connected, silent);
            case REASON -> new Context(state, mode, entry.text(), product, order, designSpeed, connected, silent);
            case PRODUCT -> new Context(state, mode, reason, entry.text(), order, designSpeed, connected, silent);
            case ORDER ->
                new Context(state, mode, reason, product, Optional.of(entry.text()), designSpeed, connected, silent);
            case DESIGN_SPEED -> new Context(state, mode, reason, product, order, entry.decimal(), connected, silent);
            case TOTAL, DEFECT, HEARD -> this;
        };
    }

    Context withConnected(boolean isConnected) {
        return new Context(state, mode, reason, product, order, designSpeed, isConnected, silent);
    }

    Context withSilent(boolean isSilent) {
        return new Context(state, mode, reason, product, order, designSpeed, connected, isSilent);
    }

    /** Whether the machine could say what it is doing. */
    boolean online() {
        return connected && !silent;
    }

    /** The bucket, minor stops not yet told from other unplanned ones. */
    LedgerBucket bucket(MachineModel model) {
        return online() ? model.rules().bucket(number(state), number(mode), reason, orderOn()) : LedgerBucket.NO_DATA;
    }

    OptionalDouble idealCycleMs(MachineModel model) {
        return model.ideals().cycleMs(product, designSpeed);
    }

    boolean startsUp(MachineModel model, LedgerBucket bucket) {
        return model.rules().startsUp(number(state), bucket);
    }

    private static int number(OptionalInt reported) {
        return reported.orElse(BucketRules.NEVER_REPORTED);
    }

    private boolean orderOn() {
        return order.map(id -> !id.isEmpty()).orElse(true);
    }
}
