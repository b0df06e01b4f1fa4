package io.oeesuite.simulator.control;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.TagTable;
import io.oeesuite.simulator.link.EdgeNode;
import io.oeesuite.simulator.link.LinkState;
import io.oeesuite.simulator.nodes.Nodes;
import io.oeesuite.simulator.nodes.RunningNode;
import io.oeesuite.simulator.outbox.Reading;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** The devices of an edge node: online, offline, and what they publish. */
@Path("/nodes/{group}/{node}")
@Tag(name = "Devices")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DevicesResource {

    private static final long PATIENCE_SECONDS = 5;

    private final Nodes nodes;

    DevicesResource(Nodes nodes) {
        this.nodes = nodes;
    }

    @POST
    @Path("/devices/{device}/online")
    @Operation(summary = "DBIRTH")
    public NodeView online(
            @PathParam("group") String group, @PathParam("node") String node, @PathParam("device") String device) {
        return on(group, node, device, edge -> edge.deviceOnline(device));
    }

    @POST
    @Path("/devices/{device}/offline")
    @Operation(summary = "DDEATH")
    public NodeView offline(
            @PathParam("group") String group, @PathParam("node") String node, @PathParam("device") String device) {
        return on(group, node, device, edge -> edge.deviceOffline(device));
    }

    @POST
    @Path("/devices/{device}/publish")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Publish metrics of a device in one message; while there is no connection they are kept")
    @APIResponseSchema(value = Published.class, responseDescription = "200: the broker has it; 202: it is kept")
    public Response publish(
            @PathParam("group") String group,
            @PathParam("node") String node,
            @PathParam("device") String device,
            PublishBody body) {
        return publish(find(group, node), Optional.of(device), body);
    }

    @POST
    @Path("/publish")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Publish metrics of the edge node itself")
    @APIResponseSchema(value = Published.class, responseDescription = "200: the broker has it; 202: it is kept")
    public Response publish(@PathParam("group") String group, @PathParam("node") String node, PublishBody body) {
        return publish(find(group, node), Optional.empty(), body);
    }

    private static Response publish(RunningNode node, Optional<String> device, PublishBody body) {
        if (body == null) {
            throw new Problem.Invalid("there is no body: give {\"metrics\":[{\"name\",\"type\",\"value\"}]}");
        }
        CompletionStage<Void> arrival = NodesResource.await(node.ask(edge -> publish(edge, device, body)));
        boolean arrived = arrived(node, arrival);
        return Response.status(arrived ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(new Published(arrived))
                .build();
    }

    private static CompletionStage<Void> publish(EdgeNode edge, Optional<String> device, PublishBody body) {
        TagTable tags = edge.model().tags(device).orElseThrow(() -> noDevice(edge, device.orElseThrow()));
        if (device.isPresent() && !edge.model().isOnline(device.get())) {
            throw new Problem.Conflict("Device " + device.get() + " is offline: bring it online first");
        }
        long time = body.time(System.currentTimeMillis());
        return edge.publish(new Reading(
                device,
                body.metrics().stream()
                        .map(metric -> metric.reading(tags, time))
                        .toList()));
    }

    // without a connection there is nothing to wait for
    private static boolean arrived(RunningNode node, CompletionStage<Void> arrival) {
        boolean online = NodesResource.await(node.node().status()).state() == LinkState.ONLINE;
        CompletableFuture<Boolean> known = arrival.thenApply(nothing -> true).toCompletableFuture();
        return online
                ? known.copy()
                        .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join()
                : known.getNow(false);
    }

    private NodeView on(String group, String node, String device, Change change) {
        RunningNode found = find(group, node);
        NodesResource.await(found.ask(edge -> {
            if (!edge.model().has(device)) {
                throw noDevice(edge, device);
            }
            change.on(edge);
            return true;
        }));
        return NodeView.of(NodesResource.await(found.node().status()));
    }

    private static Problem noDevice(EdgeNode edge, String device) {
        return new Problem.NotFound("Edge node " + edge.id() + " has no device " + device);
    }

    private RunningNode find(String group, String node) {
        return nodes.find(new NodeId(group, node)).orElseThrow(() -> NodesResource.unknown(group, node));
    }

    private interface Change {
        void on(EdgeNode edge);
    }
}
