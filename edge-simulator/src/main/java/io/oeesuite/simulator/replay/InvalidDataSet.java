package io.oeesuite.simulator.replay;

/** A data set that cannot be replayed, with the file, line and column that are wrong. */
public final class InvalidDataSet extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidDataSet(String message) {
        super(message);
    }

    InvalidDataSet(String message, Throwable cause) {
        super(message, cause);
    }
}
