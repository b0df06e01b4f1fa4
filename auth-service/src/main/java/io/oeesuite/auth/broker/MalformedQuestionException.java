package io.oeesuite.auth.broker;

/** What was sent is no question; the message says why, and repeats nothing of it. */
final class MalformedQuestionException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedQuestionException(String message) {
        super(message, null, false, false);
    }
}
