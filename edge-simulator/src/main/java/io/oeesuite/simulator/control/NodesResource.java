package io.oeesuite.simulator.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.link.Fault;
import io.oeesuite.simulator.link.FaultSetting;
import io.oeesuite.simulator.nodes.Nodes;
import io.oeesuite.simulator.nodes.RunningNode;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** Edge nodes: who there is, and what happens to their connections. */
@Path("/nodes")
@Tag(name = "Edge nodes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NodesResource {

    private static final long PATIENCE_SECONDS = 10;

    private final Nodes nodes;

    NodesResource(Nodes nodes) {
        this.nodes = nodes;
    }

    @GET
    @Operation(summary = "All edge nodes with their state")
    public List<NodeView> all() {
        return nodes.all().stream().map(NodesResource::view).toList();
    }

    @GET
    @Path("/{group}/{node}")
    @Operation(summary = "One edge node")
    public NodeView one(@PathParam("group") String group, @PathParam("node") String node) {
        return view(find(group, node));
    }

    @PUT
    @Path("/{group}/{node}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make an edge node of your own, or replace the one of that id, and wait until it is connected")
    public NodeView put(@PathParam("group") String group, @PathParam("node") String node, NodeBody body) {
        NodeBody wanted = body == null ? NodeBody.empty() : body;
        NodeId id = new NodeId(group, node);
        RunningNode made = nodes.put(wanted.order(id), Optional.ofNullable(wanted.clientId()), wanted.connects());
        return wanted.connects() ? connected(made) : view(made);
    }

    @POST
    @Path("/{group}/{node}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same as PUT")
    public NodeView post(@PathParam("group") String group, @PathParam("node") String node, NodeBody body) {
        return put(group, node, body);
    }

    @DELETE
    @Path("/{group}/{node}")
    @Operation(summary = "End an edge node")
    public void delete(@PathParam("group") String group, @PathParam("node") String node) {
        if (!nodes.remove(new NodeId(group, node))) {
            throw unknown(group, node);
        }
    }

    @POST
    @Path("/{group}/{node}/connect")
    @Operation(summary = "Connect, wait until that has happened, and keep coming back")
    public NodeView connect(@PathParam("group") String group, @PathParam("node") String node) {
        RunningNode found = find(group, node);
        await(found.ask(edge -> {
            edge.connect();
            return true;
        }));
        return connected(found);
    }

    @POST
    @Path("/{group}/{node}/disconnect")
    @Operation(summary = "Leave as the specification asks: NDEATH, then DISCONNECT")
    public NodeView disconnect(@PathParam("group") String group, @PathParam("node") String node) {
        RunningNode found = find(group, node);
        await(await(found.ask(edge -> edge.disconnect())));
        return view(found);
    }

    @POST
    @Path("/{group}/{node}/drop")
    @Operation(summary = "Cut the connection as a network failure does, and come back after a while")
    public NodeView drop(
            @PathParam("group") String group,
            @PathParam("node") String node,
            @QueryParam("away") @DefaultValue("PT1S") String away) {
        Duration time = duration(away);
        RunningNode found = find(group, node);
        await(await(found.ask(edge -> edge.drop(time))));
        return view(found);
    }

    @POST
    @Path("/{group}/{node}/faults/{fault}/on")
    @Operation(summary = "Let something go wrong from now on")
    public NodeView faultOn(
            @PathParam("group") String group,
            @PathParam("node") String node,
            @PathParam("fault") String fault,
            @QueryParam("every") @DefaultValue("5") int every,
            @QueryParam("amount") @DefaultValue("PT60S") String amount) {
        return set(find(group, node), fault, Optional.of(new FaultSetting(every, duration(amount))));
    }

    @POST
    @Path("/{group}/{node}/faults/{fault}/off")
    @Operation(summary = "Let it be right again")
    public NodeView faultOff(
            @PathParam("group") String group, @PathParam("node") String node, @PathParam("fault") String fault) {
        return set(find(group, node), fault, Optional.empty());
    }

    private static NodeView set(RunningNode found, String name, Optional<FaultSetting> setting) {
        Fault fault = Fault.named(name).orElseThrow(() -> new Problem.NotFound("There is no fault '" + name + "'"));
        if (!await(found.ask(edge -> edge.fault(fault, setting)))) {
            throw new Problem.Conflict(
                    "Fault '" + name + "' needs a simulated line: this node has no counters of its own");
        }
        return view(found);
    }

    private RunningNode find(String group, String node) {
        return nodes.find(new NodeId(group, node)).orElseThrow(() -> unknown(group, node));
    }

    static Problem unknown(String group, String node) {
        return new Problem.NotFound("There is no edge node " + group + '/' + node);
    }

    private static NodeView view(RunningNode node) {
        return NodeView.of(await(node.node().status()));
    }

    // at most a while: a broker that cannot be reached is no reason not to answer
    private static NodeView connected(RunningNode node) {
        CompletableFuture<Void> settled = await(node.ask(edge -> edge.whenSettled()));
        settled.copy()
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        return view(node);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException notADuration) {
            throw new Problem.Invalid("'" + text + "' is no duration: give one like PT30S");
        }
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
