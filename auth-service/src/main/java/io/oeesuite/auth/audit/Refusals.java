package io.oeesuite.auth.audit;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.auth.database.DatabaseUnavailableException;
import io.oeesuite.httpaccess.ProblemException;

/** Keeps what was refused to those who ask without a login. */
@ApplicationScoped
public class Refusals {
    private static final String UNKNOWN = "";

    private final AuditTrail trail;

    Refusals(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Who asks for what.
     *
     * @param subject whom it is about, asked for only when it was refused; empty: nobody knows
     */
    public record Question(String action, String address, Supplier<Optional<String>> subject) {}

    /** Answers, or throws what the question throws and keeps it. */
    public <T> T noted(Question question, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (ProblemException refused) {
            String subject = subject(question);
            trail.add(new AuditEntry(
                    question.action(),
                    subject,
                    subject,
                    question.address(),
                    "deny",
                    refused.problem().name()));
            throw refused;
        }
    }

    private static String subject(Question question) {
        try {
            return question.subject().get().map(Shown::clientId).orElse(UNKNOWN);
        } catch (DatabaseUnavailableException away) {
            return UNKNOWN;
        }
    }
}
