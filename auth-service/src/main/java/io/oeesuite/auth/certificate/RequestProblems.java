package io.oeesuite.auth.certificate;

import java.util.function.Supplier;

import io.oeesuite.auth.problem.Problem;

/** Where what is wrong with a signing request becomes an answer. */
public final class RequestProblems {
    private RequestProblems() {}

    /** Runs it, and turns its refusals into problems. */
    public static <T> T answered(Supplier<T> action) {
        try {
            return action.get();
        } catch (RequestRefused refused) {
            throw Problem.badRequest(
                            refused.problem().name(),
                            "The certificate is refused",
                            refused.problem().detail())
                    .thrown();
        } catch (AuthorityUnavailable away) {
            throw new Problem(
                            503,
                            "authority-unavailable",
                            "The certificate authority cannot sign now",
                            away.getMessage())
                    .thrown();
        }
    }
}
