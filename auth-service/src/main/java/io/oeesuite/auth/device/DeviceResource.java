package io.oeesuite.auth.device;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;

/** The devices that may connect. */
@Path("/api/v1/devices")
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
@Tag(name = "Devices")
@RolesAllowed(Roles.ENGINEER)
@Blocking
class DeviceResource {
    private static final int LONGEST_PAGE = 1_000;

    private final DeviceDesk desk;
    private final DeviceRegistry registry;
    private final Callers callers;

    DeviceResource(DeviceDesk desk, DeviceRegistry registry, Callers callers) {
        this.desk = desk;
        this.registry = registry;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "Those of the caller's sites, by id; the header Link names the next page")
    @APIResponse(
            responseCode = "200",
            description = "One page",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = DeviceAnswer.class)))
    public Response list(
            @QueryParam("type") Optional<String> type,
            @QueryParam("group") Optional<String> group,
            @QueryParam("site") Optional<String> site,
            @QueryParam("enabled") Optional<String> enabled,
            @QueryParam("text") Optional<String> text,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @Context UriInfo uri) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw Problem.badParameter("limit", Integer.toString(limit), "1.." + LONGEST_PAGE)
                    .thrown();
        }
        Caller caller = callers.current();
        Optional<Boolean> wanted = enabled.map(DeviceResource::truth);
        Predicate<Device> matches = device -> DeviceDesk.isVisible(caller, device)
                && type.equals(type.isPresent() ? device.type() : type)
                && group.map(device.groups()::contains).orElse(true)
                && site.equals(site.isPresent() ? device.site() : site)
                && wanted.map(each -> each == device.enabled()).orElse(true)
                && text.map(part -> mentions(device, part)).orElse(true);
        List<DeviceAnswer> found = registry.after(after)
                .filter(matches)
                .limit(limit + 1L)
                .map(DeviceAnswer::of)
                .toList();
        if (found.size() <= limit) {
            return Response.ok(found).build();
        }
        List<DeviceAnswer> page = found.subList(0, limit);
        URI next = uri.getRequestUriBuilder()
                .replaceQueryParam("after", page.getLast().id())
                .build();
        return Response.ok(page).link(next, "next").build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One")
    public DeviceAnswer get(@PathParam("id") String id) {
        return DeviceAnswer.of(desk.require(callers.current(), id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Register one")
    @APIResponse(
            responseCode = "201",
            description = "It is registered, and has no credentials yet",
            content = @Content(schema = @Schema(implementation = DeviceAnswer.class)))
    public Response add(DeviceBody body) {
        Device device = desk.add(callers.current(), required(body));
        return Response.created(URI.create("/api/v1/devices/" + URLEncoder.encode(device.id(), StandardCharsets.UTF_8)))
                .entity(DeviceAnswer.of(device))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change one: what is left out is cleared, but for enabled, which stays")
    public DeviceAnswer replace(@PathParam("id") String id, DeviceBody body) {
        return DeviceAnswer.of(desk.replace(callers.current(), id, required(body)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove one, with its credentials: its passwords are gone, its certificates revoked")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void remove(@PathParam("id") String id) {
        desk.remove(callers.current(), id);
    }

    @POST
    @Path("/{id}/enable")
    @Operation(summary = "Let it in again")
    public DeviceAnswer enable(@PathParam("id") String id) {
        return DeviceAnswer.of(desk.enable(callers.current(), id, true));
    }

    @POST
    @Path("/{id}/disable")
    @Operation(summary = "Let it in no more, whatever it presents; its session ends when the broker asks next")
    public DeviceAnswer disable(@PathParam("id") String id) {
        return DeviceAnswer.of(desk.enable(callers.current(), id, false));
    }

    private static DeviceBody required(DeviceBody body) {
        if (body == null) {
            throw Problem.badRequest("unreadable-body", "The body cannot be read", "The body is empty.")
                    .thrown();
        }
        return body;
    }

    private static boolean truth(String given) {
        return switch (given) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Problem.badParameter("enabled", given, "true, false").thrown();
        };
    }

    private static boolean mentions(Device device, String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return device.id().toLowerCase(Locale.ROOT).contains(wanted)
                || device.description().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
