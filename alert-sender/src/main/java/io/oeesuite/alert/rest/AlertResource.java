package io.oeesuite.alert.rest;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

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

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.alert.decide.Incidents;
import io.oeesuite.alert.policy.EquipmentPattern;
import io.oeesuite.contracts.Acknowledgement;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Topic;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

/** What is wrong in the plant, and who sees to it. */
@Path("/api/v1/alerts")
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
@Tag(name = "Alerts")
@Blocking
class AlertResource {
    private final Incidents incidents;
    private final WrittenRecords records;
    private final ObjectMapper mapper;

    AlertResource(Incidents incidents, WrittenRecords records, ObjectMapper mapper) {
        this.incidents = incidents;
        this.records = records;
        this.mapper = mapper;
    }

    @GET
    @Operation(summary = "The alerts of the last 30 days, the newest first")
    public List<AlertAnswer> list(
            @QueryParam("status") @DefaultValue("all") String status,
            @QueryParam("equipment") @DefaultValue("") String equipment,
            @QueryParam("rule") @DefaultValue("") String rule) {
        Predicate<Incident> wanted = withStatus(status).and(of(equipment));
        return Answers.orUnavailable(incidents::all).stream()
                .filter(wanted)
                .filter(incident ->
                        rule.isEmpty() || rule.equals(incident.getAlert().getRule()))
                .sorted(Comparator.comparingLong(
                                (Incident incident) -> incident.getAlert().getRaisedMs())
                        .reversed())
                .map(AlertAnswer::of)
                .toList();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One alert")
    public AlertAnswer get(@PathParam("id") String id) {
        return AlertAnswer.of(find(id));
    }

    @POST
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
                    String body,
            @Context HttpServerRequest request)
            throws JsonProcessingException {
        Actor actor = Actor.of(request);
        String comment = body == null || body.isBlank()
                ? ""
                : mapper.readValue(body, AcknowledgeBody.class).comment();
        Incident incident = find(id);
        if (incident.getAlert().getStatus() == AlertStatus.ALERT_STATUS_RESOLVED) {
            throw new ProblemException(new Problem.AlreadyResolved(id));
        }
        if (!incident.hasAcknowledgement()) {
            String equipment = incident.getAlert().getEquipment();
            Acknowledgement acknowledgement = Acknowledgement.newBuilder()
                    .setAlertId(id)
                    .setEquipment(equipment)
                    .setActor(actor.name())
                    .setComment(comment)
                    .setTimeMs(System.currentTimeMillis())
                    .build();
            records.write(
                    Topic.ALERT_ACTIONS, equipment, acknowledgement.toByteArray(), () -> find(id).hasAcknowledgement());
        }
        return get(id);
    }

    private Incident find(String id) {
        return Answers.orUnavailable(() -> incidents.find(id))
                .orElseThrow(() -> new ProblemException(new Problem.UnknownAlert(id)));
    }

    private static Predicate<Incident> withStatus(String status) {
        return switch (status) {
            case "all" -> _ -> true;
            case "open" -> incident -> incident.getAlert().getStatus() == AlertStatus.ALERT_STATUS_OPEN;
            case "resolved" -> incident -> incident.getAlert().getStatus() == AlertStatus.ALERT_STATUS_RESOLVED;
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
