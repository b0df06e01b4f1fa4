package io.oeesuite.auth.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.audit.Refusals;
import io.oeesuite.auth.csv.CsvTable;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.auth.protection.CredentialGate;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Roles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

/** All certificates, and the end of each. */
@Path("/api/v1/certificates")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
@Tag(name = "Certificates")
@Blocking
class CertificateResource {
    private static final int LONGEST_PAGE = 1_000;
    private static final Duration LONGEST_LOOK = Duration.ofDays(36_525);
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");
    private static final String CSV = "text/csv";

    private final CertificateDesk desk;
    private final Renewal renewal;
    private final Authority authority;
    private final CredentialGate gate;
    private final Refusals refusals;
    private final Callers callers;
    private final Clock clock;

    CertificateResource(
            CertificateDesk desk,
            Renewal renewal,
            Authority authority,
            CredentialGate gate,
            Refusals refusals,
            Callers callers,
            Clock clock) {
        this.desk = desk;
        this.renewal = renewal;
        this.gate = gate;
        this.refusals = refusals;
        this.authority = authority;
        this.callers = callers;
        this.clock = clock;
    }

    /** @param reason of RFC 5280, in words: {@code key-compromise} */
    @RegisterForReflection
    record RevocationBody(String reason) {}

    /** @param certificate PEM */
    @RegisterForReflection
    record RecordBody(String certificate) {}

    /**
     * @param csr the new request, PEM
     * @param serial of the current certificate, hexadecimal
     * @param signature of {@code csr}'s bytes by the current key, base64
     */
    @RegisterForReflection
    record RenewalBody(String csr, String serial, String signature) {}

    @GET
    @RolesAllowed(Roles.ENGINEER)
    @Operation(
            summary =
                    "Those of the caller's sites, by their end; revoked and superseded ones too. The header Link names the next page")
    @Produces({MediaType.APPLICATION_JSON, CSV, "application/problem+json"})
    public Response list(
            @QueryParam("expiresWithin") Optional<String> within,
            @QueryParam("profile") Optional<String> profile,
            @QueryParam("id") Optional<String> id,
            @QueryParam("after") Optional<String> after,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @HeaderParam("Accept") @DefaultValue("") String accept,
            @Context UriInfo uri) {
        List<CertificateAnswer> page = page(within, profile, id, after, limit);
        Response.ResponseBuilder response = accept.startsWith(CSV)
                ? Response.ok(csv(page), CSV + ";charset=UTF-8")
                : Response.ok(page, MediaType.APPLICATION_JSON);
        if (page.size() == limit) {
            response.link(
                    uri.getRequestUriBuilder()
                            .replaceQueryParam("after", page.getLast().serial())
                            .build(),
                    "next");
        }
        return response.build();
    }

    private static String csv(List<CertificateAnswer> page) {
        return CsvTable.of(
                "id,profile,status,notAfter,serial,issuedBy,revokedAt,reason",
                page.stream()
                        .map(one -> List.of(
                                one.id(),
                                one.profile(),
                                one.status(),
                                one.notAfter(),
                                one.serial(),
                                one.issuedBy(),
                                one.revokedAt() == null ? "" : one.revokedAt(),
                                one.reason() == null ? "" : one.reason())));
    }

    @GET
    @Path("/{serial}")
    @RolesAllowed(Roles.ENGINEER)
    @Operation(summary = "One, with its PEM")
    public CertificateAnswer get(@PathParam("serial") String serial) {
        StoredCertificate stored = desk.require(callers.current(), serial);
        return CertificateAnswer.withPem(
                stored, RequestProblems.answered(() -> authority.chainOf(stored)), clock.instant());
    }

    @POST
    @Path("/{serial}/revoke")
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "End it now: it is on the next revocation list, which is there when this is answered")
    public CertificateAnswer revoke(@PathParam("serial") String serial, RevocationBody body) {
        String text = body == null || body.reason() == null ? RevocationReason.UNSPECIFIED.text() : body.reason();
        RevocationReason reason = RevocationReason.named(text)
                .orElseThrow(
                        () -> Problem.badParameter("reason", text, reasons()).thrown());
        StoredCertificate revoked = RequestProblems.answered(() -> desk.revoke(callers.current(), serial, reason));
        return CertificateAnswer.of(revoked, clock.instant());
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Take note of a certificate that the authority's key has signed elsewhere, as by certs/generate_certs.sh: then it is watched and can be revoked")
    public CertificateAnswer note(RecordBody body) {
        String pem = body == null ? "" : body.certificate();
        return CertificateAnswer.of(
                RequestProblems.answered(() -> desk.record(callers.current(), pem)), clock.instant());
    }

    @POST
    @Path("/renewals")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "The next certificate for a device that signs the request with the key of its current one; no login")
    public CertificateAnswer renew(RenewalBody body, @Context HttpServerRequest request) {
        if (body == null || body.csr() == null || body.serial() == null || body.signature() == null) {
            throw Problem.badRequest(
                            "unreadable-body", "The body cannot be read", "csr, serial and signature are needed.")
                    .thrown();
        }
        String address = request.remoteAddress().hostAddress();
        var question = new Refusals.Question("renewal", address, () -> renewal.ownerOf(body.serial()));
        Issued issued = gate.slowed(
                address,
                () -> refusals.noted(
                        question,
                        () -> RequestProblems.answered(
                                () -> renewal.renew(Optional.empty(), body.csr(), body.serial(), body.signature()))));
        return CertificateAnswer.of(issued, clock.instant());
    }

    private List<CertificateAnswer> page(
            Optional<String> within, Optional<String> profile, Optional<String> id, Optional<String> after, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw Problem.badParameter("limit", Integer.toString(limit), "1.." + LONGEST_PAGE)
                    .thrown();
        }
        Instant now = clock.instant();
        var filter = new CertificateFilter(
                id,
                profile.map(DeviceCertificateResource::purpose),
                within.map(text -> now.plus(duration(text))),
                Optional.empty(),
                after,
                now,
                limit);
        return desk.list(callers.current(), filter).stream()
                .map(stored -> CertificateAnswer.of(stored, now))
                .toList();
    }

    /** {@code 30d}, or as ISO 8601 writes it. */
    private static Duration duration(String text) {
        Matcher days = DAYS.matcher(text);
        try {
            Duration read = days.matches() ? Duration.ofDays(Long.parseLong(days.group(1))) : Duration.parse(text);
            if (!read.isNegative() && read.compareTo(LONGEST_LOOK) <= 0) {
                return read;
            }
        } catch (DateTimeParseException malformed) {
            // is said with those that are out of range
        }
        throw Problem.badParameter("expiresWithin", text, "days as 30d, or a duration as PT12H; up to a hundred years")
                .thrown();
    }

    private static String reasons() {
        return String.join(
                ", ",
                Arrays.stream(RevocationReason.values())
                        .map(RevocationReason::text)
                        .toList());
    }
}
