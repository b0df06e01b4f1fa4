package io.oeesuite.command.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** The one place where failures become answers, all of them problem+json. */
final class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

    @ServerExceptionMapper
    Response problem(ProblemException failure, UriInfo uri) {
        return answer(ProblemBody.of(failure.problem(), path(uri)));
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure, UriInfo uri) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException malformed) {
                return json(malformed, uri);
            }
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return answer(ProblemBody.of(status.getStatusCode(), status.getReasonPhrase(), null, path(uri)));
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response json(JsonProcessingException malformed, UriInfo uri) {
        return answer(ProblemBody.of(new Problem.UnreadableBody(where(malformed)), path(uri)));
    }

    @ServerExceptionMapper
    Response other(Throwable failure, UriInfo uri) {
        LOG.errorf(failure, "Failed to answer path=%s", path(uri));
        return answer(ProblemBody.of(500, "Internal error", "The service's log has the cause.", path(uri)));
    }

    private static Response answer(ProblemBody body) {
        Response.ResponseBuilder response = Response.status(body.status())
                .type(MediaType.valueOf(ProblemBody.MEDIA_TYPE))
                .entity(body);
        return switch (body.status()) {
            case 429 -> response.header("Retry-After", 1).build();
            case 503 -> response.header("Retry-After", 5).build();
            default -> response.build();
        };
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }

    private static String where(JsonProcessingException malformed) {
        String message = malformed.getOriginalMessage().lines().findFirst().orElse("Not JSON");
        String at = malformed instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? " at " + mapping.getPathReference().replaceAll("[\\w.$]+\\[", "[")
                : "";
        var location = malformed.getLocation();
        return message
                + at
                + (location == null
                        ? ""
                        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")");
    }
}
