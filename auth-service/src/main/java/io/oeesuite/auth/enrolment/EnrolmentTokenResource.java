package io.oeesuite.auth.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Roles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;

/** Tokens for new devices. */
@Path("/api/v1/devices/{id}/enrolment")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
@Tag(name = "Enrolment")
@RolesAllowed(Roles.ENGINEER)
@Blocking
class EnrolmentTokenResource {
    private final TokenEnrolment tokens;
    private final Callers callers;

    EnrolmentTokenResource(TokenEnrolment tokens, Callers callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    /** @param validity how long the token is good, ISO 8601; without it OEE_ENROLMENT_TOKEN_VALIDITY */
    @RegisterForReflection
    record TokenBody(String validity) {}

    /** @param token shown now and never again */
    @RegisterForReflection
    record TokenAnswer(String id, String token, Instant validUntil) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "A token with which the device gets its first certificate, once; one that was not used before it is no longer good")
    public Response token(@PathParam("id") String id, TokenBody body) {
        Optional<Duration> validity =
                Optional.ofNullable(body).map(TokenBody::validity).map(EnrolmentTokenResource::duration);
        TokenEnrolment.NewToken made = tokens.makeToken(callers.current(), id, validity);
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(new TokenAnswer(made.deviceId(), made.token(), made.validUntil()))
                .build();
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException malformed) {
            throw Problem.badParameter("validity", text, "a duration as PT24H").thrown();
        }
    }
}
