package io.oeesuite.simulator.outbox;

/** The outbox cannot be read or written: nothing can be promised any more. */
public final class OutboxFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public OutboxFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
