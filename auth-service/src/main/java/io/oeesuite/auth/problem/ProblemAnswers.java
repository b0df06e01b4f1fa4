package io.oeesuite.auth.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.oeesuite.auth.database.DatabaseUnavailableException;

/** Where failures become answers, all of them problem+json. */
final class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
    private static final int RETRY_SECONDS = 5;

    @ServerExceptionMapper
    Response problem(ProblemException failure, UriInfo uri) {
        return answer(ProblemBody.of(failure.problem(), path(uri)));
    }

    @ServerExceptionMapper
    Response databaseAway(DatabaseUnavailableException failure, UriInfo uri) {
        LOG.warnf("Could not answer path=%s: %s", path(uri), failure.getCause().getMessage());
        return answer(ProblemBody.of(Problem.unavailable("PostgreSQL"), path(uri)));
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure, UriInfo uri) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException malformed) {
                return json(malformed, uri);
            }
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return answer(plain(status.getStatusCode(), status.getReasonPhrase(), null, uri));
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response json(JsonProcessingException malformed, UriInfo uri) {
        String why = malformed.getOriginalMessage().lines().findFirst().orElse("Not JSON");
        return answer(ProblemBody.of(Problem.badRequest("unreadable-body", "The body cannot be read", why), path(uri)));
    }

    @ServerExceptionMapper
    Response other(RuntimeException failure, UriInfo uri) {
        LOG.errorf(failure, "Failed to answer path=%s", path(uri));
        return answer(plain(500, "Internal error", "The service's log has the cause.", uri));
    }

    private static ProblemBody plain(int status, String title, String detail, UriInfo uri) {
        return new ProblemBody("about:blank", title, status, detail, path(uri));
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }

    private static Response answer(ProblemBody body) {
        var response = Response.status(body.status())
                .type(MediaType.valueOf(ProblemBody.MEDIA_TYPE))
                .entity(body);
        return (body.status() == 503 ? response.header("Retry-After", RETRY_SECONDS) : response).build();
    }
}
