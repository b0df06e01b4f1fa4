package io.oeesuite.analytics.rest;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.analytics.reading.Stop;
import io.oeesuite.engine.ledger.LedgerBucket;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/** Why machines stood still. */
@Path("/api/v1/stops")
@Blocking // long answers are written on a worker thread, not on an event loop
@Tag(name = "Ledger")
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
class StopsResource {
    private static final Set<LedgerBucket> LOSSES =
            EnumSet.of(LedgerBucket.UNPLANNED_DOWN, LedgerBucket.MINOR_STOP, LedgerBucket.SETUP);
    private static final Set<LedgerBucket> ALLOWED = EnumSet.of(
            LedgerBucket.UNPLANNED_DOWN,
            LedgerBucket.MINOR_STOP,
            LedgerBucket.SETUP,
            LedgerBucket.PLANNED_DOWN,
            LedgerBucket.NO_DATA);

    private final LedgerQuestion ledger;

    StopsResource(LedgerQuestion ledger) {
        this.ledger = ledger;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "stops",
            summary = "Stops, split by reason, clipped to the range",
            description = "Without bucket: unplanned stops, minor stops and set-ups, which is what OEE loses by.")
    public Uni<List<StopAnswer>> stops(
            @BeanParam RangeParameters parameters,
            @QueryParam("bucket")
                    @Parameter(
                            description =
                                    "UNPLANNED_DOWN, MINOR_STOP, SETUP, PLANNED_DOWN, NO_DATA; several times for several")
                    List<String> buckets) {
        return find(parameters, buckets)
                .map(stops -> stops.stream().map(StopAnswer::of).toList());
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/pareto")
    @Operation(operationId = "stopsPareto", summary = "Stops by reason, the longest first")
    public Uni<List<ParetoAnswer>> pareto(
            @BeanParam RangeParameters parameters, @QueryParam("bucket") List<String> buckets) {
        return find(parameters, buckets).map(ParetoAnswer::of);
    }

    private Uni<List<Stop>> find(RangeParameters parameters, List<String> buckets) {
        return ledger.ask(parameters, asked(buckets)).map(Stop::of);
    }

    private static Set<LedgerBucket> asked(List<String> names) {
        if (names == null || names.isEmpty()) {
            return LOSSES;
        }
        return names.stream().map(StopsResource::bucket).collect(Collectors.toSet());
    }

    private static LedgerBucket bucket(String name) {
        return ALLOWED.stream()
                .filter(bucket -> bucket.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.BadParameter(
                        "bucket", name, ALLOWED.stream().map(LedgerBucket::name).collect(Collectors.joining(", ")))));
    }
}
