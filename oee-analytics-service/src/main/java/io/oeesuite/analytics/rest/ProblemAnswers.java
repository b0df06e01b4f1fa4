package io.oeesuite.analytics.rest;

import java.net.ConnectException;
import java.sql.SQLException;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** The one place where failures become answers, all of them problem+json. */
final class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
    /** SQLSTATE classes: connection, resources, operator intervention, system error. */
    private static final String DATABASE_AWAY = "08|53|57|58";

    @ServerExceptionMapper
    Response problem(ProblemException failure, UriInfo uri) {
        return answer(failure.problem(), uri);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure, UriInfo uri) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException malformed) {
                return answer(new Problem.UnreadableBody(where(malformed)), uri);
            }
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return answer(ProblemBody.of(status.getStatusCode(), status.getReasonPhrase(), null, instance(uri)));
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response json(JsonProcessingException malformed, UriInfo uri) {
        return answer(new Problem.UnreadableBody(where(malformed)), uri);
    }

    @ServerExceptionMapper
    Response other(Throwable failure, UriInfo uri) {
        if (isDatabaseAway(failure)) {
            LOG.debugf(failure, "PostgreSQL does not answer path=%s", instance(uri));
            return answer(new Problem.Unavailable("The database"), uri);
        }
        LOG.errorf(failure, "Failed to answer path=%s", instance(uri));
        return answer(ProblemBody.of(500, "Internal error", "The service's log has the cause.", instance(uri)));
    }

    private static Response answer(Problem problem, UriInfo uri) {
        return answer(ProblemBody.of(problem, instance(uri)));
    }

    private static Response answer(ProblemBody body) {
        var response = Response.status(body.status())
                .type(MediaType.valueOf(ProblemBody.MEDIA_TYPE))
                .entity(body);
        return (body.status() == 503 ? response.header("Retry-After", 5) : response).build();
    }

    private static String instance(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }

    private static String where(JsonProcessingException malformed) {
        var location = malformed.getLocation();
        String path = malformed instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? " at " + mapping.getPathReference().replaceAll("[\\w.$]+\\[", "[")
                : "";
        return malformed.getOriginalMessage().lines().findFirst().orElse("Not JSON")
                + path
                + (location == null
                        ? ""
                        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")");
    }

    private static boolean isDatabaseAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof VertxException || cause instanceof SQLException) {
                return true;
            }
            if (cause instanceof PgException refused && refused.getSqlState() != null) {
                return refused.getSqlState().substring(0, 2).matches(DATABASE_AWAY);
            }
        }
        return false;
    }
}
