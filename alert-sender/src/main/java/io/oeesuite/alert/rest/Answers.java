package io.oeesuite.alert.rest;

import java.util.function.Supplier;

import io.oeesuite.httpaccess.ProblemException;

/** What the service knows, or that it cannot say at the moment. */
final class Answers {
    private Answers() {}

    /** @throws ProblemException when it is starting, or Kafka is away */
    static <T> T orUnavailable(Supplier<T> known) {
        try {
            return known.get();
        } catch (IllegalStateException notNow) {
            throw new ProblemException(new Problem.Unavailable("The store of alerts"));
        }
    }
}
