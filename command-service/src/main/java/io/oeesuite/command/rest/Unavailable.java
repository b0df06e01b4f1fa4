package io.oeesuite.command.rest;

/** Servers that do not answer. */
final class Unavailable {
    static final Problem KAFKA = new Problem.Unavailable(
            "Kafka does not answer, or has not told this replica yet what was before its start: it is not known whether this was accepted. Ask again with the same"
                    + " Idempotency-Key in a few seconds.");

    private Unavailable() {}
}
