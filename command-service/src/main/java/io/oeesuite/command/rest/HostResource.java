package io.oeesuite.command.rest;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.oeesuite.command.commanding.CommandDesk;
import io.oeesuite.command.host.HostStep;
import io.oeesuite.command.host.HostView;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;

/** The host application itself. */
@Path("/api/v1/host")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Host")
class HostResource {
    private final HostStep host;
    private final CommandDesk desk;
    private final Actor actor;
    private final Reasons reasons;
    private final Callers callers;

    HostResource(HostStep host, CommandDesk desk, Actor actor, Reasons reasons, Callers callers) {
        this.callers = callers;
        this.reasons = reasons;
        this.host = host;
        this.desk = desk;
        this.actor = actor;
    }

    /**
     * @param state {@code online}, {@code offline}, or {@code standby} where another replica is the host
     * @param reason why it is not online
     */
    @RegisterForReflection
    record HostAnswer(
            String hostId,
            String clientId,
            String state,
            boolean wantedOnline,
            String reason,
            Long heartbeatAgeMs,
            List<ServerAnswer> servers) {}

    /** @param stateTimestamp the timestamp that STATE has there; null when offline */
    @RegisterForReflection
    record ServerAnswer(String server, String state, Instant stateTimestamp, String problem) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "host", summary = "Whether the host is online, and why not, as this replica sees it")
    public HostAnswer host() {
        return answer(host.view());
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Path("/offline")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "hostOffline",
            summary = "Take the host offline on all its MQTT servers",
            description =
                    "It publishes its death and disconnects; edge nodes that wait for it keep their data. Holds over restarts, until it is taken online; forgotten only when no"
                            + " replica has run for half of OEE_COMMANDS_HISTORY or longer.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = HostAnswer.class)))
    public Response offline(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonBody.class)))
                    String body)
            throws JsonProcessingException {
        return order(false, reasons.of(body));
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Path("/online")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "hostOnline", summary = "Take the host online again")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = HostAnswer.class)))
    public Response online(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonBody.class)))
                    String body)
            throws JsonProcessingException {
        return order(true, reasons.of(body));
    }

    /** It is the host of all sites. */
    private Response order(boolean online, String reason) {
        callers.currentOfAllSites();
        String who = actor.name();
        return switch (desk.orderHost(online, who, reason)) {
            case CommandDesk.Answer.Accepted _ ->
                Response.accepted(answer(host.view())).build();
            case CommandDesk.Answer.Unavailable _ -> throw new ProblemException(Unavailable.KAFKA);
            case CommandDesk.Answer.Refused(var why) -> throw new ProblemException(new Problem.Refused(why));
            case CommandDesk.Answer.KeyTaken(String key) -> throw new ProblemException(new Problem.KeyTaken(key));
        };
    }

    private static HostAnswer answer(HostView view) {
        String state = !view.active() ? "standby" : view.online() ? "online" : "offline";
        return new HostAnswer(
                view.hostId(),
                view.clientId(),
                state,
                view.wanted(),
                view.reason().isEmpty() ? null : view.reason(),
                view.heartbeatAgeMs(),
                view.servers().stream()
                        .map(server -> new ServerAnswer(
                                server.server(),
                                server.state(),
                                server.stateTimestampMs() == null
                                        ? null
                                        : Instant.ofEpochMilli(server.stateTimestampMs()),
                                server.problem()))
                        .toList());
    }
}
