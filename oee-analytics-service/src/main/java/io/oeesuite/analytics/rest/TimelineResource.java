package io.oeesuite.analytics.rest;

import java.util.EnumSet;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/** What machines did, interval by interval. */
@Path("/api/v1/timeline")
@Blocking // long answers are written on a worker thread, not on an event loop
@Tag(name = "Ledger")
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
class TimelineResource {
    private final LedgerQuestion ledger;

    TimelineResource(LedgerQuestion ledger) {
        this.ledger = ledger;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "timeline",
            summary = "The intervals of the ledger, clipped to the range, by machine and time")
    public Uni<List<TimelineAnswer>> timeline(@BeanParam RangeParameters parameters) {
        return ledger.ask(parameters, EnumSet.allOf(LedgerBucket.class))
                .map(entries -> entries.stream().map(TimelineAnswer::of).toList());
    }
}
