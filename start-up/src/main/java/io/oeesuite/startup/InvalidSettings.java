package io.oeesuite.startup;

/** A setting that makes a start pointless; the message says which, and what to do. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettings(String message) {
        super(message);
    }
}
