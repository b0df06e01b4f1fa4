package io.oeesuite.auth.credential;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;

/** Passwords and tokens of devices. Each is shown once. */
@Path("/api/v1/devices/{id}")
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
@Tag(name = "Credentials")
@RolesAllowed(Roles.ENGINEER)
@Blocking
class CredentialResource {
    private final CredentialDesk desk;
    private final Callers callers;

    CredentialResource(CredentialDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    @POST
    @Path("/password")
    @Operation(summary = "Make a new password; the one before stays good for a while")
    @APIResponse(
            responseCode = "201",
            description = "The password, shown this once",
            content = @Content(schema = @Schema(implementation = NewPassword.class)))
    public Response renew(@PathParam("id") String id, @QueryParam("overlap") Optional<String> overlap) {
        return secret(desk.renew(callers.current(), id, overlap.map(text -> duration("overlap", text))));
    }

    @GET
    @Path("/passwords")
    @Operation(summary = "Which there are, the newest first; not the passwords themselves")
    public List<PasswordAnswer> list(@PathParam("id") String id) {
        return desk.list(callers.current(), id).stream().map(PasswordAnswer::of).toList();
    }

    @DELETE
    @Path("/passwords")
    @Operation(summary = "Revoke all of them")
    public void revokeAll(@PathParam("id") String id) {
        desk.revokeAll(callers.current(), id);
    }

    @DELETE
    @Path("/passwords/{password}")
    @Operation(summary = "Revoke one")
    public void revoke(@PathParam("id") String id, @PathParam("password") UUID password) {
        desk.revoke(callers.current(), id, password);
    }

    @POST
    @Path("/token")
    @Operation(summary = "Issue a short-lived token that stands for the password")
    @APIResponse(
            responseCode = "201",
            description = "The token, shown this once",
            content = @Content(schema = @Schema(implementation = NewToken.class)))
    public Response issue(@PathParam("id") String id, @QueryParam("validity") Optional<String> validity) {
        return secret(desk.issue(callers.current(), id, validity.map(text -> duration("validity", text))));
    }

    @DELETE
    @Path("/tokens")
    @Operation(
            summary = "Withdraw all that were issued until now; brokers that check tokens by themselves do not notice")
    public void withdraw(@PathParam("id") String id) {
        desk.withdrawTokens(callers.current(), id);
    }

    private static Duration duration(String parameter, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException none) {
            throw Problem.badParameter(parameter, text, "a duration as ISO 8601 writes it, as PT12H")
                    .thrown();
        }
    }

    private static Response secret(Object shownOnce) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(shownOnce)
                .build();
    }
}
