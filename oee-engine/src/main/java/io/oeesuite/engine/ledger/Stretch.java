package io.oeesuite.engine.ledger;

import io.oeesuite.engine.model.MachineModel;

/**
 * A stretch of time under one context and one model, [fromMs, toMs).
 *
 * @param bucket minor stops not yet told from other unplanned ones
 * @param flags of the facts that lie in it
 */
record Stretch(
        long fromMs,
        long toMs,
        Context context,
        MachineModel model,
        LedgerBucket bucket,
        boolean hasIdeal,
        LedgerFlags flags) {

    static Stretch of(long fromMs, long toMs, Context context, MachineModel model, LedgerFlags flags) {
        return new Stretch(
                fromMs,
                toMs,
                context,
                model,
                context.bucket(model),
                context.idealCycleMs(model).isPresent(),
                flags);
    }

    boolean isStop() {
        return bucket == LedgerBucket.UNPLANNED_DOWN;
    }

    /** Whether this and the stretch that follows are one interval of the ledger: nothing that is told of them differs. */
    boolean sameAs(Stretch next) {
        return bucket == next.bucket
                && hasIdeal == next.hasIdeal
                && context.online() == next.context.online()
                && context.state().equals(next.context.state())
                && context.mode().equals(next.context.mode())
                && context.reason().equals(next.context.reason())
                && context.product().equals(next.context.product())
                && context.order().orElse("").equals(next.context.order().orElse(""));
    }

    /** Whether this and the stretch that follows must be judged together: one interval, or one stop. */
    boolean joins(Stretch next) {
        return isStop() && next.isStop() || sameAs(next);
    }

    Stretch until(Stretch next) {
        return new Stretch(fromMs, next.toMs, context, model, bucket, hasIdeal, flags.with(next.flags));
    }
}
