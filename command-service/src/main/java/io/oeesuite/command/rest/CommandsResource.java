package io.oeesuite.command.rest;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.oeesuite.command.commanding.CommandBook;
import io.oeesuite.command.commanding.CommandDesk;
import io.oeesuite.command.commanding.CommandRecord;
import io.oeesuite.command.commanding.CommandWords;
import io.oeesuite.command.commanding.CommandingStep;
import io.oeesuite.command.commanding.Order;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Printable;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;

/** Commands, from the order to the outcome; the list of them is the audit. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Commands")
class CommandsResource {
    private static final Logger LOG = Logger.getLogger(CommandsResource.class);
    private static final String KEY = "Idempotency-Key";

    private final CommandDesk desk;
    private final CommandBook book;
    private final CommandStreams streams;
    private final Actor actor;
    private final Reasons reasons;
    private final Callers callers;

    CommandsResource(
            CommandDesk desk,
            CommandingStep commanding,
            CommandStreams streams,
            Actor actor,
            Reasons reasons,
            Callers callers) {
        this.callers = callers;
        this.reasons = reasons;
        this.desk = desk;
        this.book = commanding.book();
        this.streams = streams;
        this.actor = actor;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/commands")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "command",
            summary = "Write metrics of an edge node, a device, or all edge nodes of a group",
            description =
                    "Checked against the birth and the allow list; refused with a named problem before anything is published. Follow the Location. To a group: all parts are"
                            + " accepted or none, and refusals says which edge nodes are left out. The same"
                            + " Idempotency-Key stands for the same command of a group. The login names who orders; as long as there are none, the header "
                            + Caller.HEADER + " does, from this machine only.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = CommandAnswer.class)))
    public Response command(CommandBody body, @HeaderParam(KEY) String key) {
        String who = actor.name();
        return submit(present(body).write(who, Optional.ofNullable(key)));
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.MAINTENANCE})
    @Path("/rebirths")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rebirth",
            summary = "Ask an edge node, a device, or all edge nodes of a group for new births",
            description = "Confirmed by the birth. Rebirths of one edge node, and of all together, are paced.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = CommandAnswer.class)))
    public Response rebirth(CommandBody body, @HeaderParam(KEY) String key) {
        String who = actor.name();
        return submit(present(body).rebirth(who, Optional.ofNullable(key)));
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/commands")
    @Produces({MediaType.APPLICATION_JSON, AuditLines.MEDIA_TYPE})
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CommandAnswer[].class)),
                @Content(mediaType = AuditLines.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @Operation(
            operationId = "commands",
            summary = "The newest commands with their history, refused ones too; as text/csv a line each")
    public Object commands(@BeanParam CommandFilter filter, @Context HttpHeaders headers) {
        List<CommandAnswer> newest = book.newest(filter.wanted().and(ofOwnSites()), filter.most()).stream()
                .map(CommandAnswer::of)
                .toList();
        MediaType wanted = headers.getAcceptableMediaTypes().getFirst();
        boolean asLines = wanted.isCompatible(MediaType.valueOf(AuditLines.MEDIA_TYPE))
                && !wanted.isCompatible(MediaType.APPLICATION_JSON_TYPE);
        return asLines ? AuditLines.of(newest) : newest;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/commands/{id}")
    @Operation(operationId = "commandById", summary = "A command and what became of it")
    public CommandAnswer command(@PathParam("id") String id) {
        return answer(id);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/commands/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "commandEvents",
            summary = "The progress of a command as server-sent events",
            description =
                    "An event \"command\" with the command as it is, then one with each change; ends with the last, or with the login: then come again.")
    public Multi<OutboundSseEvent> events(@PathParam("id") String id, @Context Sse sse) {
        answer(id);
        return callers.whileLoggedIn(streams.of(id, sse));
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "live",
            summary = "All commands as they change, as server-sent events",
            description = "Ends with the login: come again, with a new token.")
    public Multi<OutboundSseEvent> live(@Context Sse sse) {
        return callers.whileLoggedIn(streams.all(ofOwnSites(), sse));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/commands/{id}/approval")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "approve",
            summary = "Approve a critical command",
            description = "By somebody else than who ordered it.")
    public CommandAnswer approve(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonBody.class)))
                    String body)
            throws JsonProcessingException {
        return decide(id, true, reasons.of(body));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/commands/{id}/rejection")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "reject", summary = "Reject a critical command that waits for approval")
    public CommandAnswer reject(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReasonBody.class)))
                    String body)
            throws JsonProcessingException {
        return decide(id, false, reasons.of(body));
    }

    private CommandAnswer decide(String id, boolean approved, String reason) {
        String who = actor.named();
        book.find(id)
                .filter(ofOwnSites().negate())
                .ifPresent(found -> LOG.warnf(
                        "Refused a decision about another site: actor=%s command=%s target=%s",
                        Printable.of(who), Printable.of(id), found.target()));
        answer(id);
        return switch (desk.decide(id, approved, who, reason)) {
            case DONE -> answer(id);
            case UNKNOWN_COMMAND -> throw new ProblemException(new Problem.UnknownCommand(id));
            case NOT_WAITING ->
                throw new ProblemException(new Problem.NotWaitingForApproval(
                        id,
                        book.find(id)
                                .map(found -> CommandWords.of(found.status()))
                                .orElse("gone")));
            case OWN_COMMAND -> throw new ProblemException(new Problem.OwnCommand());
            case UNAVAILABLE -> throw new ProblemException(Unavailable.KAFKA);
        };
    }

    /** What belongs to another site is as unknown as what was never born. */
    private Response submit(Order order) {
        boolean own = callers.current().sites().cover(order.group());
        return switch (own ? desk.submit(order) : desk.refuseOfAnotherSite(order)) {
            case CommandDesk.Answer.Accepted(String id, var refusals) ->
                Response.accepted(answer(id).leavingOut(refusals))
                        .location(URI.create("/api/v1/commands/" + id))
                        .build();
            case CommandDesk.Answer.Refused(var problem) -> throw new ProblemException(new Problem.Refused(problem));
            case CommandDesk.Answer.KeyTaken(String key) -> throw new ProblemException(new Problem.KeyTaken(key));
            case CommandDesk.Answer.Unavailable() -> throw new ProblemException(Unavailable.KAFKA);
        };
    }

    private CommandAnswer answer(String id) {
        Predicate<CommandRecord> own = ofOwnSites();
        Optional<CommandRecord> found = book.find(id).filter(own);
        if (found.isPresent()) {
            return CommandAnswer.of(found.get());
        }
        List<CommandRecord> parts = book.parts(id).stream().filter(own).toList();
        if (parts.isEmpty()) {
            throw new ProblemException(new Problem.UnknownCommand(id));
        }
        return CommandAnswer.ofParts(id, parts);
    }

    /** Orders to the host are everybody's to see. */
    private Predicate<CommandRecord> ofOwnSites() {
        Sites sites = callers.current().sites();
        return command -> command.command().getGroup().isEmpty()
                || sites.cover(command.command().getGroup());
    }

    private static CommandBody present(CommandBody body) {
        if (body == null) {
            throw new ProblemException(new Problem.UnreadableBody("The body is missing; send JSON."));
        }
        return body;
    }
}
