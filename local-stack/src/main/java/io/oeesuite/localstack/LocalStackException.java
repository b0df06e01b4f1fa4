package io.oeesuite.localstack;

import java.io.Serial;

/** A server or service could not be started or stopped; the message says which, why, and what to do. */
public final class LocalStackException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public LocalStackException(String message) {
        super(message);
    }

    public LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
