package io.oeesuite.mqttaccess;

/** A text is no topic or no topic filter; the message says why, and does not repeat the text. */
public final class MalformedTopicException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedTopicException(String message) {
        super(message);
    }

    /** None: refusing what a hostile client sends must be cheap. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
