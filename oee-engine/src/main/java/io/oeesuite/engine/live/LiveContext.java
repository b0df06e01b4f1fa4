package io.oeesuite.engine.live;

import java.util.OptionalInt;

import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.engine.model.BucketRules;
import io.oeesuite.engine.model.MachineModel;

/** What is in force at a machine, and what follows from it. Changes in place. */
public final class LiveContext {
    int state = BucketRules.NEVER_REPORTED;
    int mode = BucketRules.NEVER_REPORTED;
    boolean online = true;
    private boolean orderOn = true;
    private boolean startsUp;
    private LedgerBucket bucket = LedgerBucket.NO_DATA;
    private double idealCycleMs;
    private double designSpeed;
    private String reason = "";
    private String product = "";
    private String order = "";

    void copy(LiveContext other) {
        state = other.state;
        mode = other.mode;
        online = other.online;
        orderOn = other.orderOn;
        startsUp = other.startsUp;
        bucket = other.bucket;
        idealCycleMs = other.idealCycleMs;
        designSpeed = other.designSpeed;
        reason = other.reason;
        product = other.product;
        order = other.order;
    }

    void reason(String code) {
        reason = code;
    }

    void order(String id) {
        order = id;
        orderOn = !id.isEmpty();
    }

    void product(String id, MachineModel model) {
        product = id;
        rate(model);
    }

    void designSpeed(double itemsPerMinute, MachineModel model) {
        designSpeed = itemsPerMinute;
        rate(model);
    }

    void rate(MachineModel model) {
        idealCycleMs = model.ideals().cycleMs(product, designSpeed).orElse(0);
    }

    void judge(MachineModel model) {
        bucket = online ? model.rules().bucket(state, mode, reason, orderOn) : LedgerBucket.NO_DATA;
        startsUp = model.rules().startsUp(state, bucket);
    }

    boolean isSameIntervalAs(LiveContext other) {
        return state == other.state
                && mode == other.mode
                && online == other.online
                && bucket == other.bucket
                && hasIdeal() == other.hasIdeal()
                && reason.equals(other.reason)
                && product.equals(other.product)
                && order.equals(other.order);
    }

    boolean countsLike(LiveContext other) {
        return idealCycleMs == other.idealCycleMs
                && startsUp == other.startsUp
                && product.equals(other.product)
                && order.equals(other.order);
    }

    boolean isStop() {
        return bucket == LedgerBucket.UNPLANNED_DOWN;
    }

    /** Minor stops not told from other unplanned ones. */
    public LedgerBucket bucket() {
        return bucket;
    }

    public OptionalInt state() {
        return state == BucketRules.NEVER_REPORTED ? OptionalInt.empty() : OptionalInt.of(state);
    }

    public OptionalInt mode() {
        return mode == BucketRules.NEVER_REPORTED ? OptionalInt.empty() : OptionalInt.of(mode);
    }

    public String reason() {
        return reason;
    }

    public String product() {
        return product;
    }

    public String order() {
        return order;
    }

    public boolean isOnline() {
        return online;
    }

    public boolean startsUp() {
        return startsUp;
    }

    public boolean hasIdeal() {
        return idealCycleMs > 0;
    }

    /** Milliseconds per item; 0 when not known. */
    public double idealCycleMs() {
        return idealCycleMs;
    }
}
