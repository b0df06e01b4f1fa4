package io.oeesuite.auth.protection;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.audit.Shown;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.ProblemException;

/**
 * Slows those down who show a credential over HTTP without a login. One that could be guessed counts as a failure like a wrong password at the broker when it is wrong, and too many lock out; a signature cannot be
 * guessed, and a device whose certificate has ended must not lock out those that share its address.
 */
@ApplicationScoped
public class CredentialGate {
    private static final int UNAUTHORIZED = 401;

    private final Protection protection;

    CredentialGate(Protection protection) {
        this.protection = protection;
    }

    /**
     * For a signature.
     *
     * @throws ProblemException 429 for who is locked out, or too fast
     */
    public <T> T slowed(String address, Supplier<T> question) {
        admit(new Attempt("", Address.of(address), ""));
        return question.get();
    }

    /**
     * For a token.
     *
     * @param claimed the id that is said to ask; none: nobody knows before the credential is looked up
     * @throws ProblemException 429 for who is locked out, or too fast
     */
    public <T> T guarded(Optional<String> claimed, String address, Supplier<T> question) {
        Attempt attempt = new Attempt(claimed.filter(Shown::isId).orElse(""), Address.of(address), "");
        admit(attempt);
        try {
            T answer = question.get();
            protection.succeeded(attempt);
            return answer;
        } catch (ProblemException refused) {
            if (refused.problem().status() == UNAUTHORIZED) {
                protection.failed(attempt);
            }
            throw refused;
        }
    }

    private void admit(Attempt attempt) {
        switch (protection.admit(attempt)) {
            case LOCKED_OUT -> throw tooMany("locked-out", "Too many were wrong", "Wait, and ask again later.");
            case TOO_FAST -> throw tooMany("too-many-questions", "Too many questions", "Wait a few seconds.");
            case NONE -> {}
        }
    }

    private static ProblemException tooMany(String name, String title, String detail) {
        return new Problem(429, name, title, detail).thrown();
    }
}
