package io.oeesuite.analytics.engine;

/** A fact that must not enter the ledger; it ends as a dead letter with this reason. */
final class UnusableFact extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason a short fixed word
     * @param detail what and where, for people
     */
    UnusableFact(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
