package io.oeesuite.auth.device;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;

/** The groups of devices. */
@Path("/api/v1/device-groups")
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
@Tag(name = "Devices")
@RolesAllowed(Roles.ENGINEER)
@Blocking
class DeviceGroupResource {
    private final Catalogue groups;
    private final Callers callers;

    DeviceGroupResource(Transactions transactions, AuditTable audit, Callers callers) {
        this.groups = new Catalogue("device_group", "device-group", transactions, audit);
        this.callers = callers;
    }

    @GET
    @Operation(summary = "All, by name")
    public List<CatalogueEntry> list() {
        return groups.list();
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add one, or describe it anew")
    public void put(@PathParam("name") String name, CatalogueBody body) {
        groups.put(ofAllSites().name(), name, body == null ? "" : body.description());
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Remove one that no device refers to")
    public void remove(@PathParam("name") String name) {
        groups.remove(ofAllSites().name(), name);
    }

    private Caller ofAllSites() {
        Caller caller = callers.current();
        if (!caller.sites().all()) {
            throw Problem.forbidden("Groups belong to all sites; somebody who may act on all of them changes one.")
                    .thrown();
        }
        return caller;
    }
}
