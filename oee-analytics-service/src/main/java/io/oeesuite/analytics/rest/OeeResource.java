package io.oeesuite.analytics.rest;

import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.Period;
import io.oeesuite.analytics.reading.Snapshot;
import io.oeesuite.engine.window.WindowKind;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemBody;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/** OEE of anything over any range. */
@Path("/api/v1/oee")
@Blocking // long answers are written on a worker thread, not on an event loop
@Tag(name = "OEE")
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
class OeeResource {
    private final Snapshot snapshot;
    private final KnownEquipment equipment;
    private final RestatedOee restated;
    private final ReportedOee reported;
    private final OrderOee orders;
    private final Clock clock;
    private final Callers callers;

    OeeResource(
            Snapshot snapshot,
            KnownEquipment equipment,
            RestatedOee restated,
            ReportedOee reported,
            OrderOee orders,
            Clock clock,
            Callers callers) {
        this.callers = callers;
        this.snapshot = snapshot;
        this.equipment = equipment;
        this.restated = restated;
        this.reported = reported;
        this.orders = orders;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "oee",
            summary = "OEE over a range, or window by window",
            description = "Times are exact to the millisecond, counts to 10 s. With window the answer is an array.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {OeeAnswer.class, OeeAnswer[].class})))
    @APIResponse(
            responseCode = "400",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    @APIResponse(
            responseCode = "404",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Uni<Object> oee(
            @BeanParam RangeParameters parameters,
            @QueryParam("window")
                    @Parameter(
                            description = "Cut the range, in the time zone of the machine",
                            schema = @Schema(enumeration = {"minute", "hour", "day", "order"}))
                    String window,
            @QueryParam("as")
                    @Parameter(
                            description = "What is known now, or what was published first",
                            schema =
                                    @Schema(
                                            enumeration = {"restated", "reported"},
                                            defaultValue = "restated"))
                    String as,
            @QueryParam("version") @Parameter(description = "What was published when this was the newest version")
                    String version) {
        Sites sites = callers.current().sites();
        String path = parameters.path();
        Period range = parameters.range();
        WindowParameter cut = WindowParameter.parse(window);
        OptionalInt published = VersionParameter.parse(as, version);
        long nowMs = clock.millis();
        return snapshot.read(client -> equipment
                .under(client, sites, path)
                .chain(machines -> published.isPresent()
                        ? published(client, path, machines, range, cut, published.getAsInt())
                        : now(client, path, machines, range, cut, nowMs)));
    }

    private Uni<Object> now(
            SqlClient client, String path, List<KnownMachine> machines, Period range, WindowParameter cut, long nowMs) {
        return switch (cut) {
            case NONE -> restated.whole(client, path, machines, range, nowMs).map(Object.class::cast);
            case MINUTE -> list(restated.byWindow(client, path, machines, range, WindowKind.MINUTE, nowMs));
            case HOUR -> list(restated.byWindow(client, path, machines, range, WindowKind.HOUR, nowMs));
            case DAY -> list(restated.byWindow(client, path, machines, range, WindowKind.DAY, nowMs));
            case ORDER -> list(orders.byOrder(client, machines, range, nowMs));
        };
    }

    private Uni<Object> published(
            SqlClient client,
            String path,
            List<KnownMachine> machines,
            Period range,
            WindowParameter cut,
            int version) {
        return switch (cut) {
            case NONE -> reported.whole(client, path, machines, range, version).map(Object.class::cast);
            case MINUTE -> list(reported.byWindow(client, path, machines, range, WindowKind.MINUTE, version));
            case HOUR -> list(reported.byWindow(client, path, machines, range, WindowKind.HOUR, version));
            case DAY -> list(reported.byWindow(client, path, machines, range, WindowKind.DAY, version));
            case ORDER ->
                throw new ProblemException(new Problem.NotPublished(
                        path, "Figures are published by the minute, hour and day, not by order."));
        };
    }

    private static Uni<Object> list(Uni<List<OeeAnswer>> answers) {
        return answers.map(rows -> new Rows<>(OeeAnswer.class, rows));
    }
}
