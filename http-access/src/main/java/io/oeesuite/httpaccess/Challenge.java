package io.oeesuite.httpaccess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Tells no before a resource is asked, as problem+json. */
final class Challenge {
    static final String BEARER = "Bearer realm=\"oee-suite\"";
    static final AccessProblem NO_LOGIN = new AccessProblem.LoginNeeded(
            "Send an access token of the realm as Authorization: Bearer, or log in on the board of this service.");
    static final AccessProblem BAD_LOGIN = new AccessProblem.LoginNeeded(
            "The access token or the session is not valid (any more), or not meant for OEE Suite: get a new one.");

    private final ObjectMapper json;

    Challenge(ObjectMapper json) {
        this.json = json;
    }

    void answer(RoutingContext context, HttpProblem problem) {
        var response = context.response();
        response.setStatusCode(problem.status());
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", BEARER);
        }
        problem.retryAfterSeconds()
                .ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
        response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE).end(body(context, problem));
    }

    private String body(RoutingContext context, HttpProblem problem) {
        try {
            return json.writeValueAsString(
                    ProblemBody.of(problem, context.request().path()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem cannot be written as JSON", impossible);
        }
    }
}
