package io.oeesuite.alert.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.oeesuite.alert.told.AlertBody;
import io.oeesuite.contracts.Acknowledgement;
import io.oeesuite.contracts.HeldBack;
import io.oeesuite.contracts.Incident;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An alert and how it has been dealt with.
 *
 * @param notifiedAt when somebody was called first
 * @param routes by which they were
 * @param escalations how often each route has escalated
 * @param heldBack why nobody has been called yet: silenced, cooldown, no-route or acknowledged
 */
@Schema(name = "Alert")
@RegisterForReflection
@JsonInclude(Include.NON_EMPTY)
record AlertAnswer(
        @JsonUnwrapped AlertBody alert,
        Instant notifiedAt,
        List<String> routes,
        Map<String, Integer> escalations,
        String heldBack,
        Acknowledged acknowledged) {

    AlertAnswer {
        routes = List.copyOf(routes);
        escalations = Map.copyOf(escalations);
    }

    /** Who sees to it. */
    @Schema(name = "Acknowledgement")
    @RegisterForReflection
    @JsonInclude(Include.NON_EMPTY)
    record Acknowledged(String actor, String comment, Instant at) {
        static Acknowledged of(Acknowledgement acknowledgement) {
            return new Acknowledged(
                    acknowledgement.getActor(),
                    acknowledgement.getComment(),
                    Instant.ofEpochMilli(acknowledgement.getTimeMs()));
        }
    }

    static AlertAnswer of(Incident incident) {
        return new AlertAnswer(
                AlertBody.of(incident.getAlert()),
                incident.getNotifiedMs() == 0 ? null : Instant.ofEpochMilli(incident.getNotifiedMs()),
                incident.getRoutesList(),
                incident.getEscalationsMap(),
                incident.getHeldBack() == HeldBack.HELD_BACK_UNSPECIFIED
                        ? null
                        : AlertBody.word(incident.getHeldBack().name(), "HELD_BACK_"),
                incident.hasAcknowledgement() ? Acknowledged.of(incident.getAcknowledgement()) : null);
    }
}
