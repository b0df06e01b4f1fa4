package io.oeesuite.engine.facts;

import java.util.Arrays;
import java.util.List;

/** What of a machine is observed over time. */
public enum Signal {
    /** PackML state number, ≥ 0. */
    STATE(1, FactValue.Kind.WHOLE),
    /** PackML unit mode number, ≥ 0. */
    MODE(2, FactValue.Kind.WHOLE),
    /** Stop reason code; empty for none. */
    REASON(3, FactValue.Kind.TEXT),
    /** Product id; empty for none. */
    PRODUCT(4, FactValue.Kind.TEXT),
    /** Order id; empty for none. */
    ORDER(5, FactValue.Kind.TEXT),
    /** Items per minute, ≥ 0; 0 for not known. */
    DESIGN_SPEED(6, FactValue.Kind.DECIMAL),
    /** Counter of all items, ≥ 0. */
    TOTAL(7, FactValue.Kind.WHOLE),
    /** Counter of rejected items, ≥ 0. */
    DEFECT(8, FactValue.Kind.WHOLE),
    /** A sign of life of a machine without a session, which is missed when it falls silent; the value says nothing. */
    HEARD(9, FactValue.Kind.WHOLE);

    /** The signals that say what the machine is doing; each holds until it changes. */
    public static final List<Signal> CONTEXT =
            Arrays.stream(values()).filter(Signal::isContext).toList();

    /** The signals that are the machine's story; a sign of life tells nothing. */
    public static final List<Signal> TELLING =
            Arrays.stream(values()).filter(signal -> signal != HEARD).toList();

    private final int code;
    private final FactValue.Kind kind;

    Signal(int code, FactValue.Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    /** Stands for the signal in stored keys; never changes. */
    public int code() {
        return code;
    }

    public FactValue.Kind kind() {
        return kind;
    }

    public boolean isCounter() {
        return this == TOTAL || this == DEFECT;
    }

    private boolean isContext() {
        return !isCounter() && this != HEARD;
    }
}
