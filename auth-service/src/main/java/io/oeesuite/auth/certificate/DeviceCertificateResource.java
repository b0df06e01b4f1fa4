package io.oeesuite.auth.certificate;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;

/** The certificates of one client. */
@Path("/api/v1/devices/{id}/certificates")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
@Tag(name = "Certificates")
@RolesAllowed(Roles.ENGINEER)
@Blocking
class DeviceCertificateResource {
    private static final int ALL_OF_ONE = 1_000;

    private final CertificateDesk desk;
    private final Callers callers;
    private final Clock clock;

    DeviceCertificateResource(CertificateDesk desk, Callers callers, Clock clock) {
        this.desk = desk;
        this.callers = callers;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Issue a certificate for a signing request; the key stays where it was made",
            description =
                    "The one before, of the same profile, stays good beside the new one: to its own end, or for OEE_CA_OVERLAP. An edge node or a device for an engineer, everything else for an admin.")
    @APIResponse(
            responseCode = "201",
            description = "Issued",
            content = @Content(schema = @Schema(implementation = CertificateAnswer.class)))
    public Response order(@PathParam("id") String id, CertificateBody body) {
        if (body == null) {
            throw Problem.badRequest("unreadable-body", "The body cannot be read", "The body is empty.")
                    .thrown();
        }
        Optional<Purpose> profile = Optional.ofNullable(body.profile()).map(DeviceCertificateResource::purpose);
        Issued issued = RequestProblems.answered(() -> desk.order(callers.current(), id, body.csr(), profile));
        return Response.created(URI.create(
                        "/api/v1/certificates/" + issued.certificate().serial()))
                .entity(CertificateAnswer.of(issued, clock.instant()))
                .build();
    }

    @GET
    @Operation(summary = "All it ever had here, by their end")
    public List<CertificateAnswer> list(@PathParam("id") String id) {
        var filter = new CertificateFilter(
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                ALL_OF_ONE);
        return desk.list(callers.current(), filter).stream()
                .map(stored -> CertificateAnswer.of(stored, clock.instant()))
                .toList();
    }

    static Purpose purpose(String text) {
        return Purpose.named(text)
                .orElseThrow(() -> Problem.badParameter("profile", text, "edge, device, service, server")
                        .thrown());
    }
}
