package io.oeesuite.command.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.oeesuite.command.commanding.CommandingStep;
import io.oeesuite.command.host.HostStep;
import io.oeesuite.command.plant.PlantStep;
import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;

/** What is out there. */
@Path("/api/v1/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Nodes")
class NodesResource {
    private final PlantStep plant;
    private final CommandingStep commanding;
    private final HostStep host;
    private final Callers callers;

    NodesResource(PlantStep plant, CommandingStep commanding, HostStep host, Callers callers) {
        this.plant = plant;
        this.commanding = commanding;
        this.host = host;
        this.callers = callers;
    }

    /**
     * @param since when it went online or offline
     * @param metrics of the edge node itself; in a list left out
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NodeAnswer(
            String group,
            String node,
            boolean online,
            Instant since,
            Integer bdSeq,
            List<MetricAnswer> metrics,
            List<DeviceAnswer> devices) {}

    /** @param metrics in a list left out */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeviceAnswer(String device, boolean online, Instant since, List<MetricAnswer> metrics) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "nodes", summary = "Edge nodes and their devices, online or offline since when")
    public List<NodeAnswer> nodes() {
        Sites sites = callers.current().sites();
        Map<SourceId, Source> nodes = new LinkedHashMap<>();
        Map<SourceId, List<DeviceAnswer>> devices = new LinkedHashMap<>();
        for (Source source : plant.plant().all()) {
            if (!sites.cover(source.id().group())) {
                continue;
            }
            List<DeviceAnswer> siblings = devices.computeIfAbsent(source.id().edgeNode(), node -> new ArrayList<>());
            if (source.id().device().isPresent()) {
                siblings.add(device(source, false));
                continue;
            }
            nodes.put(source.id(), source);
        }
        return nodes.values().stream()
                .map(source -> node(source, false, devices.get(source.id())))
                .toList();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{group}/{node}")
    @Operation(operationId = "node", summary = "An edge node with its metrics, and its devices")
    public NodeAnswer node(@PathParam("group") String group, @PathParam("node") String node) {
        SourceId id = SourceId.ofNode(group, node);
        Source source = find(id);
        List<DeviceAnswer> devices = plant.plant().all().stream()
                .filter(other ->
                        other.id().device().isPresent() && other.id().edgeNode().equals(id))
                .map(other -> device(other, false))
                .toList();
        return node(source, true, devices);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{group}/{node}/devices")
    @Operation(operationId = "devices", summary = "The devices of an edge node")
    public List<DeviceAnswer> devices(@PathParam("group") String group, @PathParam("node") String node) {
        return node(group, node).devices();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{group}/{node}/devices/{device}")
    @Operation(
            operationId = "device",
            summary = "A device with its metrics",
            description =
                    "A metric has value, type, quality, time, and whether it is stale and since when: it is while its edge node or device is offline, and while"
                            + " the host is not online or ingest-service is silent, so that nothing gets here.")
    public DeviceAnswer device(
            @PathParam("group") String group, @PathParam("node") String node, @PathParam("device") String device) {
        return device(find(new SourceId(group, node, Optional.of(device))), true);
    }

    /** What belongs to another site is as unknown as what was never born. */
    private Source find(SourceId id) {
        Sites sites = callers.current().sites();
        return plant.plant()
                .find(id)
                .filter(found -> sites.cover(id.group()))
                .orElseThrow(() -> new ProblemException(new Problem.UnknownSource(id.toString())));
    }

    private NodeAnswer node(Source source, boolean whole, List<DeviceAnswer> devices) {
        return new NodeAnswer(
                source.id().group(),
                source.id().node(),
                source.online(),
                Instant.ofEpochMilli(source.sinceMs()),
                source.bdSeq().isPresent() ? source.bdSeq().getAsInt() : null,
                whole ? metrics(source) : null,
                devices);
    }

    private DeviceAnswer device(Source source, boolean whole) {
        return new DeviceAnswer(
                source.id().deviceOrEmpty(),
                source.online(),
                Instant.ofEpochMilli(source.sinceMs()),
                whole ? metrics(source) : null);
    }

    private List<MetricAnswer> metrics(Source source) {
        Optional<Instant> staleSince = staleSince(source);
        return source.metrics().stream()
                .map(metric -> MetricAnswer.of(
                        metric, staleSince, commanding.allowList().find(source.id(), metric.name())))
                .toList();
    }

    /** What is offline has no live value, and while nothing gets here nobody has. */
    private Optional<Instant> staleSince(Source source) {
        if (!source.online()) {
            return Optional.of(Instant.ofEpochMilli(source.sinceMs()));
        }
        OptionalLong deafSinceMs = host.deafSinceMs();
        return deafSinceMs.isPresent() ? Optional.of(Instant.ofEpochMilli(deafSinceMs.getAsLong())) : Optional.empty();
    }
}
