package io.oeesuite.httpaccess;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.quarkus.arc.All;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;

/** The one place where failures of resources become answers, all of them problem+json. */
final class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

    private final List<KnownFailure> known;
    private final SecurityIdentity identity;

    ProblemAnswers(@All List<KnownFailure> known, SecurityIdentity identity) {
        this.known = known;
        this.identity = identity;
    }

    @ServerExceptionMapper
    Response problem(ProblemException failure, UriInfo uri) {
        return answer(failure.problem(), uri);
    }

    @ServerExceptionMapper
    Response nobody(UnauthorizedException failure, UriInfo uri) {
        return answer(Challenge.NO_LOGIN, uri);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure, UriInfo uri, ResourceInfo asked) {
        return answer(new AccessProblem.RoleNeeded(identity.getPrincipal().getName(), rolesOf(asked)), uri);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure, UriInfo uri) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException malformed) {
                return json(malformed, uri);
            }
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        return answer(ProblemBody.of(status.getStatusCode(), status.getReasonPhrase(), null, instance(uri)))
                .build();
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response json(JsonProcessingException malformed, UriInfo uri) {
        return answer(new AccessProblem.UnreadableBody(where(malformed)), uri);
    }

    @ServerExceptionMapper
    Response other(Throwable failure, UriInfo uri) {
        Optional<HttpProblem> problem =
                known.stream().flatMap(kind -> kind.problemOf(failure).stream()).findFirst();
        if (problem.isPresent()) {
            LOG.debugf(failure, "%s path=%s", problem.get().name(), instance(uri));
            return answer(problem.get(), uri);
        }
        LOG.errorf(failure, "Failed to answer path=%s", instance(uri));
        return answer(ProblemBody.of(500, "Internal error", "The service's log has the cause.", instance(uri)))
                .build();
    }

    private static Response answer(HttpProblem problem, UriInfo uri) {
        var response = answer(ProblemBody.of(problem, instance(uri)));
        problem.retryAfterSeconds().ifPresent(seconds -> response.header("Retry-After", seconds));
        if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            response.header("WWW-Authenticate", Challenge.BEARER);
        }
        return response.build();
    }

    private static Response.ResponseBuilder answer(ProblemBody body) {
        return Response.status(body.status())
                .type(MediaType.valueOf(ProblemBody.MEDIA_TYPE))
                .entity(body);
    }

    private static List<String> rolesOf(ResourceInfo asked) {
        try {
            Method method = asked.getResourceMethod();
            RolesAllowed needed = method.isAnnotationPresent(RolesAllowed.class)
                    ? method.getAnnotation(RolesAllowed.class)
                    : method.getDeclaringClass().getAnnotation(RolesAllowed.class);
            return needed == null ? List.of() : List.of(needed.value());
        } catch (RuntimeException notKnownHere) {
            LOG.debugf(notKnownHere, "The roles of a resource cannot be told");
            return List.of();
        }
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
}
