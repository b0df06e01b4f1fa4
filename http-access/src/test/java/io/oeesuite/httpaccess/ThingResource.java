package io.oeesuite.httpaccess;

import java.time.Duration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Multi;

/** Stands for any resource of a service. */
@Path("/api/v1/things")
class ThingResource {
    private final Callers callers;

    ThingResource(Callers callers) {
        this.callers = callers;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public String see() {
        return "seen by " + callers.current().name();
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.MAINTENANCE})
    @Consumes(MediaType.WILDCARD)
    public String turn() {
        return "turned by " + callers.current().name();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/watched")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<String> watch() {
        String who = callers.current().name();
        return callers.whileLoggedIn(
                Multi.createFrom().ticks().every(Duration.ofMillis(50)).map(tick -> "seen by " + who));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/all")
    public String turnAll() {
        return "all turned by " + callers.currentOfAllSites().name();
    }

    @GET
    @Path("/forgotten")
    public String forgotten() {
        return "nobody has said who may see this";
    }
}
