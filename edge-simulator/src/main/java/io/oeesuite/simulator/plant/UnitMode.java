package io.oeesuite.simulator.plant;

/** The unit modes of PackML with their numbers. */
public enum UnitMode {
    PRODUCTION(1),
    MAINTENANCE(2),
    MANUAL(3);

    private final int code;

    UnitMode(int code) {
        this.code = code;
    }

    /** The number that `Status/UnitModeCurrent` carries, 1..3. */
    public int code() {
        return code;
    }
}
