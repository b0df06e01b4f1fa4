package io.oeesuite.analytics.rest;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.httpaccess.HttpProblem;
import io.oeesuite.httpaccess.KnownFailure;
import io.quarkus.arc.Unremovable;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Knows the failures of a database that does not answer. */
@Unremovable
@ApplicationScoped
class DatabaseAway implements KnownFailure {
    /** SQLSTATE classes: connection, resources, operator intervention, system error. */
    private static final String AWAY = "08|53|57|58";

    @Override
    public Optional<HttpProblem> problemOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isAway(cause)) {
                return Optional.of(new Problem.Unavailable("The database"));
            }
        }
        return Optional.empty();
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof VertxException
                || cause instanceof SQLException
                || cause instanceof PgException refused
                        && refused.getSqlState() != null
                        && refused.getSqlState().substring(0, 2).matches(AWAY);
    }
}
