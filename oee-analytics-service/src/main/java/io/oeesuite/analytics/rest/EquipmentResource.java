package io.oeesuite.analytics.rest;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.analytics.reading.KnownMachine;
import io.oeesuite.analytics.reading.Machines;
import io.oeesuite.analytics.reading.Snapshot;
import io.oeesuite.analytics.witness.NodeCompleteness;
import io.oeesuite.analytics.witness.WitnessStep;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/** What equipment there is, what it does and how completely it is heard. */
@Path("/api/v1")
@Blocking // long answers are written on a worker thread, not on an event loop
@Tag(name = "Equipment")
class EquipmentResource {
    private final Snapshot snapshot;
    private final Machines machines;
    private final WitnessStep witness;
    private final Clock clock;
    private final Callers callers;

    EquipmentResource(Snapshot snapshot, Machines machines, WitnessStep witness, Clock clock, Callers callers) {
        this.callers = callers;
        this.snapshot = snapshot;
        this.machines = machines;
        this.witness = witness;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/equipment")
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(
            operationId = "equipment",
            summary = "Groups, edge nodes and devices as a tree, machines with their live state",
            description = "As CSV a line per machine.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EquipmentAnswer[].class)))
    public Uni<Object> equipment(@Context HttpHeaders headers) {
        boolean asLines = headers.getAcceptableMediaTypes().getFirst().isCompatible(MediaType.valueOf(Csv.MEDIA_TYPE))
                && !headers.getAcceptableMediaTypes().getFirst().isCompatible(MediaType.APPLICATION_JSON_TYPE);
        Sites sites = callers.current().sites();
        return snapshot.read(machines::all)
                .map(all -> KnownEquipment.of(sites, all))
                .map(all -> asLines ? lines(all) : tree(all));
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/completeness")
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(
            operationId = "completeness",
            summary = "How much of what edge nodes said on MQTT came through Kafka, over the last ten minutes")
    public List<CompletenessAnswer> completeness(@QueryParam("equipment") String equipment) {
        Sites sites = callers.current().sites();
        return witness.all().stream()
                .filter(node -> sites.cover(node.edgeNode()))
                .filter(node -> equipment == null || isAtOrAbove(equipment.strip(), node))
                .map(CompletenessAnswer::of)
                .toList();
    }

    private List<EquipmentAnswer> tree(List<KnownMachine> all) {
        return new EquipmentTree(all, this::completenessOf, clock.millis()).answer();
    }

    private Rows<MachineRow> lines(List<KnownMachine> all) {
        long nowMs = clock.millis();
        return new Rows<>(
                MachineRow.class,
                all.stream()
                        .map(machine -> new MachineRow(
                                machine.equipment(),
                                LiveAnswer.of(machine.live(), nowMs),
                                completenessOf(machine.edgeNode())))
                        .toList());
    }

    /** Asked for a group, an edge node or one of its devices. */
    private static boolean isAtOrAbove(String asked, NodeCompleteness node) {
        return node.edgeNode().equals(asked)
                || node.edgeNode().startsWith(asked + "/")
                || asked.startsWith(node.edgeNode() + "/");
    }

    private Double completenessOf(String edgeNode) {
        var ratio = witness.completeness(edgeNode);
        return ratio.isPresent() ? ratio.getAsDouble() : null;
    }
}
