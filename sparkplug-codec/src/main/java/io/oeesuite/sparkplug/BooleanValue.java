package io.oeesuite.sparkplug;

/** A Boolean. */
public record BooleanValue(boolean value) implements WireValue {
    public static final BooleanValue TRUE = new BooleanValue(true);
    public static final BooleanValue FALSE = new BooleanValue(false);

    public static BooleanValue of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
