package io.oeesuite.analytics.rest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

import io.oeesuite.analytics.reading.Snapshot;
import io.oeesuite.analytics.reading.StoredModels;
import io.oeesuite.analytics.store.ModelPublisher;
import io.oeesuite.contracts.MachineModel;
import io.oeesuite.httpaccess.Caller;
import io.oeesuite.httpaccess.Callers;
import io.oeesuite.httpaccess.FieldProblem;
import io.oeesuite.httpaccess.Logins;
import io.oeesuite.httpaccess.Printable;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.httpaccess.Roles;
import io.oeesuite.httpaccess.Sites;
import io.oeesuite.sparkplug.MessageType;
import io.oeesuite.sparkplug.SparkplugTopic;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** How the facts of a machine are read. */
@Path("/api/v1/machines")
@Tag(name = "Machine models")
@Produces(MediaType.APPLICATION_JSON)
class MachineResource {
    private static final Logger LOG = Logger.getLogger(MachineResource.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration READABLE_WITHIN = Duration.ofSeconds(5);

    private final StoredModels models;
    private final ModelPublisher publisher;
    private final KnownEquipment equipment;
    private final Snapshot snapshot;
    private final Callers callers;
    private final Logins logins;

    MachineResource(
            StoredModels models,
            ModelPublisher publisher,
            KnownEquipment equipment,
            Snapshot snapshot,
            Callers callers,
            Logins logins) {
        this.logins = logins;
        this.callers = callers;
        this.models = models;
        this.publisher = publisher;
        this.equipment = equipment;
        this.snapshot = snapshot;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{group}/{node}/{device}")
    @Operation(
            operationId = "machineModel",
            summary = "The latest model of a machine; the defaults when it was never configured")
    public Uni<MachineModelBody> get(@RestPath String group, @RestPath String node, @RestPath String device) {
        return read(group + "/" + node + "/" + device);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{group}/{node}")
    @Operation(operationId = "nodeModel", summary = "The same for an edge node that is a machine itself")
    public Uni<MachineModelBody> get(@RestPath String group, @RestPath String node) {
        return read(group + "/" + node);
    }

    @PUT
    @RolesAllowed(Roles.ENGINEER)
    @Path("/{group}/{node}/{device}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putMachineModel",
            summary =
                    "Sets the model of a machine from an instant on, in place of what was set from that instant on before",
            description = "What follows from the change is computed anew; the results get a new version.")
    @APIResponse(
            responseCode = "200",
            description = "Set",
            content = @Content(schema = @Schema(implementation = MachineModelBody.class)))
    @APIResponse(responseCode = "202", description = "Set, but not readable yet")
    public Uni<Response> put(
            @RestPath String group, @RestPath String node, @RestPath String device, MachineModelBody body) {
        requireIds(() -> SparkplugTopic.ofDevice(group, MessageType.DDATA, node, device));
        return write(group + "/" + node + "/" + device, body);
    }

    @PUT
    @RolesAllowed(Roles.ENGINEER)
    @Path("/{group}/{node}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putNodeModel", summary = "The same for an edge node that is a machine itself")
    public Uni<Response> put(@RestPath String group, @RestPath String node, MachineModelBody body) {
        requireIds(() -> SparkplugTopic.ofNode(group, MessageType.NDATA, node));
        return write(group + "/" + node, body);
    }

    private Uni<MachineModelBody> read(String path) {
        Sites sites = callers.current().sites();
        if (!sites.cover(path)) {
            return unknown(sites, path);
        }
        return models.latest(path)
                .chain(model -> model.isPresent()
                        ? Uni.createFrom().item(MachineModelMapping.toBody(model.get()))
                        : snapshot.read(client -> equipment.under(client, sites, path))
                                .map(known -> MachineModelMapping.toBody(MachineModel.newBuilder()
                                        .setEquipment(path)
                                        .build())));
    }

    private Uni<MachineModelBody> unknown(Sites sites, String path) {
        return snapshot.read(client -> equipment.under(client, sites, path))
                .map(none -> MachineModelMapping.toBody(
                        MachineModel.newBuilder().setEquipment(path).build()));
    }

    private Uni<Response> write(String path, MachineModelBody body) {
        Caller caller = callers.current();
        if (!caller.sites().cover(path)) {
            LOG.warnf(
                    "Refused a machine model for another site: equipment=%s actor=%s",
                    Printable.of(path), Printable.of(caller.name()));
            throw new ProblemException(new Problem.NotYourSite(path));
        }
        if (body == null) {
            throw new ProblemException(new Problem.UnreadableBody("Send the machine model as JSON."));
        }
        MachineModelRules.check(path, body);
        MachineModel model = by(caller, MachineModelMapping.toContract(path, body));
        Executor request = onThisContext();
        return publisher
                .publish(model)
                .onFailure(KafkaException.class)
                .transform(away -> new ProblemException(new Problem.Unavailable("Kafka")))
                .invoke(() -> LOG.infof("Machine model set: equipment=%s actor=%s", path, model.getActor()))
                .chain(() -> readable(model, request))
                .map(stored -> stored.isPresent()
                        ? Response.ok(MachineModelMapping.toBody(stored.get())).build()
                        : Response.accepted(MachineModelMapping.toBody(model)).build());
    }

    /** Whoever has logged in is the actor; without logins the body may say who, as the header X-Actor may. */
    private MachineModel by(Caller caller, MachineModel model) {
        boolean unnamed = !logins.areOn() && caller.name().equals(Caller.LOCAL);
        return unnamed ? model : model.toBuilder().setActor(caller.name()).build();
    }

    /** What was set is read back once the store has it; empty when that takes too long. */
    private Uni<Optional<MachineModel>> readable(MachineModel model, Executor request) {
        return Uni.createFrom()
                .deferred(() -> models.at(model.getEquipment(), model.getValidFromMs()))
                .runSubscriptionOn(request)
                .onItem()
                .transformToUni(stored -> stored.filter(model::equals).isPresent()
                        ? Uni.createFrom().item(stored)
                        : Uni.createFrom().<Optional<MachineModel>>failure(new NotYetStored()))
                .onFailure(NotYetStored.class)
                .retry()
                .withBackOff(LOOK_AGAIN, LOOK_AGAIN)
                .expireIn(READABLE_WITHIN.toMillis())
                .onFailure()
                .invoke(late -> LOG.debugf("A machine model is not readable yet: %s", late.getMessage()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    /** A session of the database belongs to the context of the request; Kafka answers on a thread of its own. */
    private static Executor onThisContext() {
        Context context = Vertx.currentContext();
        return work -> context.runOnContext(now -> work.run());
    }

    private static void requireIds(Runnable topic) {
        try {
            topic.run();
        } catch (IllegalArgumentException invalid) {
            throw new ProblemException(
                    new Problem.InvalidMachineModel(List.of(new FieldProblem("equipment", invalid.getMessage()))));
        }
    }

    private static final class NotYetStored extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYetStored() {
            super("not yet stored", null, false, false);
        }
    }
}
