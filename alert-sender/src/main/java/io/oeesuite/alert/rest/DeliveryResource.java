package io.oeesuite.alert.rest;

import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.alert.deliver.DeliveryBook;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.smallrye.common.annotation.Blocking;

/** What became of what was told. */
@Path("/api/v1/deliveries")
@Produces({MediaType.APPLICATION_JSON, ProblemBody.MEDIA_TYPE})
@Tag(name = "Deliveries")
@Blocking
class DeliveryResource {
    private static final int MOST = 1_000;
    private static final Set<String> STATUSES = Set.of("", "delivered", "failing", "refused", "expired", "skipped");

    private final DeliveryBook book;
    private final Callers callers;

    DeliveryResource(DeliveryBook book, Callers callers) {
        this.callers = callers;
        this.book = book;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "The newest first")
    public List<DeliveryAnswer> list(
            @QueryParam("alert") @DefaultValue("") String alert,
            @QueryParam("channel") @DefaultValue("") String channel,
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(new Problem.BadParameter("limit", Integer.toString(limit), "1.." + MOST));
        }
        if (!STATUSES.contains(status)) {
            throw new ProblemException(
                    new Problem.BadParameter("status", status, "delivered, failing, refused, expired, skipped"));
        }
        Sites sites = callers.current().sites();
        return book.newestFirst().stream()
                .filter(delivery -> sites.cover(delivery.getEquipment()))
                .map(DeliveryAnswer::of)
                .filter(delivery -> alert.isEmpty() || alert.equals(delivery.alert()))
                .filter(delivery -> channel.isEmpty() || channel.equals(delivery.channel()))
                .filter(delivery -> status.isEmpty() || status.equals(delivery.status()))
                .limit(limit)
                .toList();
    }
}
