package io.oeesuite.analytics.rest;

import java.time.Clock;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.analytics.reading.Machines;
import io.oeesuite.analytics.reading.Snapshot;
import io.oeesuite.analytics.witness.NodeCompleteness;
import io.oeesuite.analytics.witness.WitnessStep;
import io.smallrye.mutiny.Uni;

/** What equipment there is, what it does and how completely it is heard. */
@Path("/api/v1")
@Tag(name = "Equipment")
class EquipmentResource {
    private final Snapshot snapshot;
    private final Machines machines;
    private final WitnessStep witness;
    private final Clock clock;

    EquipmentResource(Snapshot snapshot, Machines machines, WitnessStep witness, Clock clock) {
        this.snapshot = snapshot;
        this.machines = machines;
        this.witness = witness;
        this.clock = clock;
    }

    @GET
    @Path("/equipment")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "equipment",
            summary = "Groups, edge nodes and devices as a tree, machines with their live state")
    public Uni<List<EquipmentAnswer>> tree() {
        return snapshot.read(machines::all)
                .map(all -> new EquipmentTree(all, this::completenessOf, clock.millis()).answer());
    }

    @GET
    @Path("/equipment")
    @Produces(Csv.MEDIA_TYPE)
    @Operation(hidden = true)
    public Uni<List<MachineRow>> list() {
        long nowMs = clock.millis();
        return snapshot.read(machines::all)
                .map(all -> all.stream()
                        .map(machine -> new MachineRow(
                                machine.equipment(),
                                LiveAnswer.of(machine.live(), nowMs),
                                completenessOf(machine.edgeNode())))
                        .toList());
    }

    @GET
    @Path("/completeness")
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(
            operationId = "completeness",
            summary = "How much of what edge nodes said on MQTT came through Kafka, over the last ten minutes")
    public List<CompletenessAnswer> completeness(@QueryParam("equipment") String equipment) {
        return witness.all().stream()
                .filter(node -> equipment == null || isAtOrAbove(equipment.strip(), node))
                .map(CompletenessAnswer::of)
                .toList();
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
