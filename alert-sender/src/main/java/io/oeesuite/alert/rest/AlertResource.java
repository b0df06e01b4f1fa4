package io.oeesuite.alert.rest;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

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
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.alert.decide.Incidents;
import io.oeesuite.alert.policy.EquipmentPattern;
import io.oeesuite.contracts.Acknowledgement;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Topic;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Printable;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;

/** What is wrong in the plant, and who sees to it. */
@Path("/api/v1/alerts")
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
@Tag(name = "Alerts")
@Blocking
class AlertResource {
    private static final Logger LOG = Logger.getLogger(AlertResource.class);
    private static final int MOST = 1_000;

    private final Incidents incidents;
    private final WrittenRecords records;
    private final ObjectMapper mapper;
    private final Actor actor;
    private final Callers callers;

    AlertResource(Incidents incidents, WrittenRecords records, ObjectMapper mapper, Actor actor, Callers callers) {
        this.actor = actor;
        this.callers = callers;
        this.incidents = incidents;
        this.records = records;
        this.mapper = mapper;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary =
                    "The alerts of the last 30 days, the newest first. When there are more, the header Link names the next page (rel=next)")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = AlertAnswer.class)))
    public Response list(
            @QueryParam("status") @DefaultValue("all") String status,
            @QueryParam("equipment") @DefaultValue("") String equipment,
            @QueryParam("rule") @DefaultValue("") String rule,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo uri) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(new Problem.BadParameter("limit", Integer.toString(limit), "1.." + MOST));
        }
        Predicate<Incident> wanted =
                ofOwnSites().and(withStatus(status)).and(of(equipment)).and(AlertPage.after(after));
        List<Incident> found = Answers.orUnavailable(incidents::all).stream()
                .filter(wanted)
                .filter(incident ->
                        rule.isEmpty() || rule.equals(incident.getAlert().getRule()))
                .sorted(AlertPage.NEWEST_FIRST)
                .limit(limit + 1L)
                .toList();
        List<Incident> page = found.subList(0, Math.min(limit, found.size()));
        ResponseBuilder answer = Response.ok(page.stream().map(AlertAnswer::of).toList());
        if (found.size() > limit) {
            answer.link(
                    uri.getRequestUriBuilder()
                            .replaceQueryParam("after", AlertPage.cursor(page.getLast()))
                            .build(),
                    "next");
        }
        return answer.build();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{id}")
    @Operation(summary = "One alert")
    public AlertAnswer get(@PathParam("id") String id) {
        return AlertAnswer.of(find(id));
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.MAINTENANCE})
    @Path("/{id}/acknowledge")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Say that somebody sees to it: it escalates no further. The first to say so stays")
    public AlertAnswer acknowledge(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AcknowledgeBody.class)))
                    String body)
            throws JsonProcessingException {
        String who = actor.name();
        String comment = comment(body);
        Incident incident = findOpen(id);
        if (!incident.hasAcknowledgement()) {
            String equipment = incident.getAlert().getEquipment();
            Acknowledgement acknowledgement = Acknowledgement.newBuilder()
                    .setAlertId(id)
                    .setEquipment(equipment)
                    .setActor(who)
                    .setComment(comment)
                    .setTimeMs(System.currentTimeMillis())
                    .build();
            records.write(
                    Topic.ALERT_ACTIONS, equipment, acknowledgement.toByteArray(), () -> find(id).hasAcknowledgement());
        }
        return get(id);
    }

    @POST
    @RolesAllowed(Roles.MAINTENANCE)
    @Path("/{id}/close")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary =
                    "Say that it is over although nothing has resolved it: its machine is gone for good, say. All who were called hear of it")
    public AlertAnswer close(@PathParam("id") String id) {
        String who = actor.name();
        Alert open = findOpen(id).getAlert();
        Alert closed = open.toBuilder()
                .setStatus(AlertStatus.ALERT_STATUS_RESOLVED)
                .setResolvedMs(System.currentTimeMillis())
                .setClosedBy(who)
                .addAllAlsoOpen(othersOf(open))
                .build();
        records.write(Topic.ALERTS, closed.getEquipment(), closed.toByteArray(), () -> isResolved(find(id)));
        LOG.infof("Alert closed: id=%s equipment=%s actor=%s", id, closed.getEquipment(), who);
        return get(id);
    }

    /** What else is open there, the oldest first. */
    private List<Alert> othersOf(Alert alert) {
        return Answers.orUnavailable(incidents::all).stream()
                .filter(incident -> !isResolved(incident))
                .map(Incident::getAlert)
                .filter(other -> other.getEquipment().equals(alert.getEquipment()))
                .filter(other -> !other.getId().equals(alert.getId()))
                .sorted(Comparator.comparingLong(Alert::getRaisedMs))
                .toList();
    }

    private String comment(String body) throws JsonProcessingException {
        if (body == null || body.isBlank()) {
            return "";
        }
        AcknowledgeBody said = mapper.readValue(body, AcknowledgeBody.class);
        if (said == null) {
            throw new ProblemException(
                    new Problem.UnreadableBody("The body is null; give {\"comment\": …} or nothing."));
        }
        return Said.text("comment", said.comment(), Said.LONGEST_COMMENT);
    }

    /** To change it: whoever tries so at another site's is told of in the log. */
    private Incident findOpen(String id) {
        Answers.orUnavailable(() -> incidents.find(id))
                .filter(ofOwnSites().negate())
                .ifPresent(foreign -> LOG.warnf(
                        "Refused what was asked about another site's alert: id=%s equipment=%s actor=%s",
                        id,
                        foreign.getAlert().getEquipment(),
                        Printable.of(callers.current().name())));
        Incident incident = find(id);
        if (isResolved(incident)) {
            throw new ProblemException(new Problem.AlreadyResolved(id));
        }
        return incident;
    }

    private static boolean isResolved(Incident incident) {
        return incident.getAlert().getStatus() == AlertStatus.ALERT_STATUS_RESOLVED;
    }

    private Predicate<Incident> ofOwnSites() {
        Sites sites = callers.current().sites();
        return incident -> sites.cover(incident.getAlert().getEquipment());
    }

    /** What belongs to another site is as unknown as what there is not. */
    private Incident find(String id) {
        return Answers.orUnavailable(() -> incidents.find(id))
                .filter(ofOwnSites())
                .orElseThrow(() -> new ProblemException(new Problem.UnknownAlert(id)));
    }

    private static Predicate<Incident> withStatus(String status) {
        return switch (status) {
            case "all" -> _ -> true;
            case "open" -> incident -> !isResolved(incident);
            case "resolved" -> AlertResource::isResolved;
            default -> throw new ProblemException(new Problem.BadParameter("status", status, "open, resolved, all"));
        };
    }

    private static Predicate<Incident> of(String equipment) {
        try {
            EquipmentPattern pattern = EquipmentPattern.of(equipment);
            return incident -> pattern.covers(incident.getAlert().getEquipment());
        } catch (IllegalArgumentException wrong) {
            throw new ProblemException(
                    new Problem.BadParameter("equipment", equipment, "group, group/node or group/node/device"));
        }
    }

    /** What may be said with an acknowledgement. */
    @RegisterForReflection
    record AcknowledgeBody(String comment) {
        AcknowledgeBody {
            comment = comment == null ? "" : comment;
        }
    }
}
