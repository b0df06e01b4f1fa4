package io.oeesuite.httpaccess;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Who is asking, so that a page can say so and offer what is allowed. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
class MeResource {
    private final Callers callers;
    private final Logins logins;

    MeResource(Callers callers, Logins logins) {
        this.callers = callers;
        this.logins = logins;
    }

    /**
     * @param sites groups, or {@code *} alone for all
     * @param logins whether there are any; without them everybody on this machine may do everything
     */
    @RegisterForReflection
    record Me(String name, Set<String> roles, List<String> sites, boolean logins) {}

    @GET
    @RolesAllowed("**")
    @Operation(operationId = "me", summary = "Who asks, with roles and sites")
    public Me me() {
        Caller caller = callers.current();
        return new Me(
                caller.name(),
                new TreeSet<>(caller.roles()),
                caller.sites().all()
                        ? List.of(Sites.ANY)
                        : caller.sites().names().stream().sorted().toList(),
                logins.areOn());
    }
}
