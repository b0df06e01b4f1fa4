package io.oeesuite.httpaccess;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

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
    @Path("/forgotten")
    public String forgotten() {
        return "nobody has said who may see this";
    }
}
