package io.oeesuite.auth.protection;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.auth.audit.AuditEntry;
import io.oeesuite.auth.audit.AuditTable;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;

/** Who is locked out, by this replica. */
@Path("/api/v1/lock-outs")
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
@Tag(name = "Protection")
@RolesAllowed(Roles.ADMIN)
@Blocking
class LockOutResource {
    private final Protection protection;
    private final Callers callers;
    private final Transactions transactions;
    private final AuditTable audit;

    LockOutResource(Protection protection, Callers callers, Transactions transactions, AuditTable audit) {
        this.protection = protection;
        this.callers = callers;
        this.transactions = transactions;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "Those that hold, the first to end first")
    public List<LockOut> list() {
        return protection.locked();
    }

    @DELETE
    @Operation(summary = "End one: of a client, of an address, or of a client from an address")
    public void unlock(@QueryParam("client") Optional<String> client, @QueryParam("address") Optional<String> address) {
        Target target = target(client.filter(id -> !id.isEmpty()), address.filter(text -> !text.isEmpty()));
        if (!protection.isLocked(target)) {
            throw Problem.notFound(
                            "not-locked-out",
                            "Not locked out",
                            "GET /api/v1/lock-outs lists who is, as it is written there.")
                    .thrown();
        }
        transactions.run(database -> {
            audit.write(
                    database,
                    new AuditEntry(
                            "unlocked",
                            callers.current().name(),
                            target.clientId(),
                            target.address(),
                            "done",
                            target.kind()));
            return null;
        });
        // what could not be kept is not done
        protection.unlock(target);
    }

    private static Target target(Optional<String> client, Optional<String> address) {
        if (client.isPresent()) {
            return address.<Target>map(text -> new Target.Pair(client.get(), text))
                    .orElseGet(() -> new Target.Client(client.get()));
        }
        return address.map(Target.Place::new)
                .orElseThrow(() -> Problem.badParameter("client", "", "a client id; or give an address")
                        .thrown());
    }
}
