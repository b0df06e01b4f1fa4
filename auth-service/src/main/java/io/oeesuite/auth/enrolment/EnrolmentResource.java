package io.oeesuite.auth.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.audit.Refusals;
import io.oeesuite.auth.certificate.CertificateAnswer;
import io.oeesuite.auth.certificate.Issued;
import io.oeesuite.auth.certificate.RequestProblems;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.auth.protection.CredentialGate;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Roles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

/** New devices. */
@Path("/api/v1/enrolments")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
@Tag(name = "Enrolment")
@Blocking
class EnrolmentResource {
    private final TokenEnrolment tokens;
    private final EnrolmentDesk desk;
    private final EnrolmentGate gate;
    private final CredentialGate credentials;
    private final Refusals refusals;
    private final Callers callers;
    private final Clock clock;

    EnrolmentResource(
            TokenEnrolment tokens,
            EnrolmentDesk desk,
            EnrolmentGate gate,
            CredentialGate credentials,
            Refusals refusals,
            Callers callers,
            Clock clock) {
        this.tokens = tokens;
        this.desk = desk;
        this.gate = gate;
        this.credentials = credentials;
        this.refusals = refusals;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * @param token of the engineer's; without it the request waits for an engineer
     * @param id who asks; needed without a token
     * @param csr PKCS#10 in PEM
     */
    @RegisterForReflection
    record EnrolmentBody(String token, String id, String csr) {}

    /** @param status {@code pending} */
    @RegisterForReflection
    record PendingAnswer(String id, String status) {}

    /** @param key SHA-256 of the public key that asks: compare it with what the device shows */
    @RegisterForReflection
    record WaitingAnswer(String id, String key, String address, Instant firstAt, Instant lastAt, long times) {}

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A device asks for its first certificate; no login",
            description =
                    "With a token it gets one (201). Without one it waits for an engineer (202): it asks again, with the same key, until it gets it.")
    public Response enrol(EnrolmentBody body, @Context HttpServerRequest request) {
        if (body == null || body.csr() == null || (body.token() == null && body.id() == null)) {
            throw Problem.badRequest("unreadable-body", "The body cannot be read", "csr is needed, and token or id.")
                    .thrown();
        }
        String address = request.remoteAddress().hostAddress();
        Optional<String> claimed = Optional.ofNullable(body.id());
        if (body.token() != null) {
            var question =
                    new Refusals.Question("enrolment", address, () -> claimed.or(() -> tokens.ownerOf(body.token())));
            return created(credentials.guarded(
                    claimed,
                    address,
                    () -> refusals.noted(
                            question,
                            () -> RequestProblems.answered(() -> tokens.enrol(claimed, body.token(), body.csr())))));
        }
        var question = new Refusals.Question("enrolment", address, () -> claimed);
        EnrolmentDesk.Outcome outcome = gate.guarded(
                address,
                () -> refusals.noted(
                        question, () -> RequestProblems.answered(() -> desk.ask(body.id(), body.csr(), address))));
        return switch (outcome) {
            case EnrolmentDesk.Outcome.Enrolled(var issued) -> created(issued);
            case EnrolmentDesk.Outcome.Waiting() ->
                Response.accepted(new PendingAnswer(body.id(), "pending"))
                        .header("Retry-After", 30)
                        .build();
        };
    }

    @GET
    @Path("/pending")
    @RolesAllowed(Roles.ENGINEER)
    @Operation(summary = "Who waits to be let in, the latest first")
    public List<WaitingAnswer> pending() {
        return desk.pending(callers.current()).stream()
                .map(request -> new WaitingAnswer(
                        request.clientId(),
                        request.keyHash(),
                        request.address(),
                        request.firstAt(),
                        request.lastAt(),
                        request.times()))
                .toList();
    }

    @POST
    @Path("/pending/{id}/approve")
    @RolesAllowed(Roles.ENGINEER)
    @Operation(
            summary = "Let it in: it gets its certificate when it asks again",
            description =
                    "key is the one of the list, which the device shows too: nobody else's request is approved, whoever asks under that id meanwhile.")
    public CertificateAnswer approve(@PathParam("id") String id, @QueryParam("key") @DefaultValue("") String key) {
        return CertificateAnswer.of(
                RequestProblems.answered(() -> desk.approve(callers.current(), id, key)), clock.instant());
    }

    @POST
    @Path("/pending/{id}/reject")
    @RolesAllowed(Roles.ENGINEER)
    @Operation(
            summary = "Do not let it in",
            description =
                    "Also one that was approved before, so that another key may ask for the id; its certificate stays good until it is revoked.")
    public void reject(@PathParam("id") String id) {
        desk.reject(callers.current(), id);
    }

    private Response created(Issued issued) {
        return Response.status(Response.Status.CREATED)
                .entity(CertificateAnswer.of(issued, clock.instant()))
                .build();
    }
}
