package io.oeesuite.auth.problem;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.oeesuite.auth.database.DatabaseUnavailableException;
import io.oeesuite.httpaccess.HttpProblem;
import io.oeesuite.httpaccess.KnownFailure;

/** A database that is away is no error of this service. */
@ApplicationScoped
class DatabaseFailure implements KnownFailure {
    private static final Logger LOG = Logger.getLogger(DatabaseFailure.class);

    @Override
    public Optional<HttpProblem> problemOf(Throwable failure) {
        if (!(failure instanceof DatabaseUnavailableException away)) {
            return Optional.empty();
        }
        LOG.warnf("PostgreSQL does not answer: %s", away.getMessage());
        return Optional.of(Problem.unavailable("PostgreSQL"));
    }
}
