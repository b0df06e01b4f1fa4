package io.oeesuite.analytics.live;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;

import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;

/** What is going on now. */
@Path("/api/v1/live")
@Tag(name = "Live")
class LiveResource {
    private static final long COME_BACK_SECONDS = 10;

    /** Whoever is still let in may come at once, with the sites of then. */
    private static final LiveEvent AGAIN = new LiveEvent("again", "{}");

    private final LiveStep live;
    private final Callers callers;

    LiveResource(LiveStep live, Callers callers) {
        this.callers = callers;
        this.live = live;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Blocking
    @Operation(
            operationId = "live",
            summary = "Server-sent events",
            description =
                    "On connect one event \"snapshot\" with all tiles, then \"machines\" with the tiles of those that have changed, at most two"
                            + " per second, and \"ping\" every 15 s. A client that does not keep up is disconnected. When the login ends, \"again\" is the last: come again, with a new token.")
    public Multi<OutboundSseEvent> stream(@Context Sse sse) {
        if (!live.hasRoom()) {
            throw new ServiceUnavailableException(COME_BACK_SECONDS);
        }
        Multi<LiveEvent> whileLoggedIn =
                callers.whileLoggedIn(live.watch(callers.current().sites()));
        return Multi.createBy()
                .concatenating()
                .streams(whileLoggedIn, Multi.createFrom().item(AGAIN))
                .map(event -> sse.newEventBuilder()
                        .name(event.name())
                        .mediaType(MediaType.TEXT_PLAIN_TYPE)
                        .data(event.json())
                        .build());
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/tiles")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Blocking
    @Operation(operationId = "tiles", summary = "The tiles of all machines, for clients that poll")
    public List<Tile> tiles() {
        return live.tiles(callers.current().sites());
    }
}
