package io.oeesuite.alert.rest;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.jboss.logging.Logger;

import io.oeesuite.alert.decide.Incidents;
import io.oeesuite.contracts.Silence;
import io.oeesuite.contracts.Topic;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Printable;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.smallrye.common.annotation.Blocking;

/** When nobody is to be called for what: silences, and maintenance windows that come again. */
@Path("/api/v1/silences")
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
@Tag(name = "Silences")
@Blocking
class SilenceResource {
    private static final Logger LOG = Logger.getLogger(SilenceResource.class);

    private final Incidents incidents;
    private final WrittenRecords records;
    private final Actor actor;
    private final Callers callers;

    SilenceResource(Incidents incidents, WrittenRecords records, Actor actor, Callers callers) {
        this.actor = actor;
        this.callers = callers;
        this.incidents = incidents;
        this.records = records;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Those that hold or will hold, the first to end first")
    public List<SilenceAnswer> list() {
        Instant now = Instant.now();
        Sites sites = callers.current().sites();
        return Answers.orUnavailable(incidents::silences).stream()
                .filter(silence -> silence.getToMs() > now.toEpochMilli())
                .filter(silence -> concerns(sites, silence))
                .sorted(Comparator.comparingLong(Silence::getToMs))
                .map(silence -> SilenceAnswer.of(silence, now))
                .toList();
    }

    @POST
    @RolesAllowed(Roles.MAINTENANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Call nobody for a while; what is still open then is told then")
    @APIResponse(
            responseCode = "201",
            description = "It holds",
            content = @Content(schema = @Schema(implementation = SilenceAnswer.class)))
    public Response add(SilenceBody body) {
        String who = actor.name();
        if (body == null) {
            throw new ProblemException(new Problem.UnreadableBody("The body is empty; give at least \"to\"."));
        }
        Instant now = Instant.now();
        Silence silence = body.toSilence(UUID.randomUUID().toString(), who, now);
        requireWhole(silence);
        records.write(
                Topic.SILENCES,
                silence.getId(),
                silence.toByteArray(),
                () -> Answers.orUnavailable(() -> incidents.silence(silence.getId()))
                        .isPresent());
        LOG.infof("Silence set: id=%s equipment=%s actor=%s", silence.getId(), silence.getEquipment(), who);
        return Response.created(URI.create("/api/v1/silences/" + silence.getId()))
                .entity(SilenceAnswer.of(silence, now))
                .build();
    }

    @DELETE
    @RolesAllowed(Roles.MAINTENANCE)
    @Path("/{id}")
    @Operation(summary = "End one")
    @APIResponse(responseCode = "204", description = "It is over")
    public void end(@PathParam("id") String id) {
        String who = actor.name();
        Sites sites = callers.current().sites();
        requireWhole(Answers.orUnavailable(() -> incidents.silence(id))
                .filter(silence -> concerns(sites, silence))
                .orElseThrow(() -> new ProblemException(new Problem.UnknownSilence(id))));
        records.write(
                Topic.SILENCES,
                id,
                null,
                () -> Answers.orUnavailable(() -> incidents.silence(id)).isEmpty());
        LOG.infof("Silence ended: id=%s actor=%s", id, who);
    }

    /** Whether it holds for any of the sites: one for the whole plant does for all. */
    private static boolean concerns(Sites sites, Silence silence) {
        return isForAllSites(silence) ? sites.all() || !sites.names().isEmpty() : sites.cover(silence.getEquipment());
    }

    /** Nobody quietens a site that is not theirs. */
    private void requireWhole(Silence silence) {
        Sites sites = callers.current().sites();
        if (!sites.all() && (isForAllSites(silence) || !sites.cover(silence.getEquipment()))) {
            LOG.warnf(
                    "Refused a silence for another site: equipment=%s actor=%s",
                    Printable.of(silence.getEquipment()),
                    Printable.of(callers.current().name()));
            throw new ProblemException(new Problem.NotYours(
                    "A silence for \"" + silence.getEquipment() + "\"",
                    isForAllSites(silence) ? "all sites; name the equipment of one of yours" : "that site"));
        }
    }

    private static boolean isForAllSites(Silence silence) {
        return silence.getEquipment().isEmpty()
                || silence.getEquipment().equals("*")
                || silence.getEquipment().startsWith("*/");
    }
}
