package io.oeesuite.simulator.link;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Logger;

import io.oeesuite.simulator.edge.EdgeMessage;
import io.oeesuite.simulator.edge.EdgeModel;
import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.PrimaryHost;
import io.oeesuite.simulator.edge.SparkplugSession;
import io.oeesuite.simulator.edge.TagTable;
import io.oeesuite.simulator.outbox.Outbox;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.sparkplug.Bytes;
import io.oeesuite.sparkplug.Metric;

/**
 * A Sparkplug edge node: keeps its session, answers commands, and sends what its machines report. Everything happens one after the other on its executor, and
 * every public method but {@link #id}, {@link #status} and {@link #execute} must be called there.
 */
public final class EdgeNode {

    private static final Logger LOG = Logger.getLogger(EdgeNode.class);

    private final EdgeModel model;
    private final SparkplugSession session;
    private final Outbox outbox;
    private final Executor executor;
    private final InstantSource clock;
    private final BdSeq bdSeq;
    private final Machines machines;
    private final FaultLine line;
    private final Delivery delivery;
    private final CommandDesk commands;
    private final Presence presence;
    private Optional<String> failure = Optional.empty();

    public EdgeNode(EdgeNodeParts parts) {
        model = parts.model();
        session = new SparkplugSession(model, parts.aliases());
        outbox = parts.outbox();
        executor = parts.executor();
        clock = parts.clock();
        bdSeq = parts.bdSeq();
        machines = parts.machines();
        line = new FaultLine(parts.uplink(), this::execute, parts.delay());
        delivery = new Delivery(model, session, outbox, line, this::execute, clock::millis);
        commands = new CommandDesk(this, session, machines);
        presence = new Presence(
                model.id(), parts.hostId().map(PrimaryHost::new), parts.uplink(), parts.delay(), new NodeLife());
    }

    public NodeId id() {
        return model.id();
    }

    public EdgeModel model() {
        return model;
    }

    /** Runs a task on the node's executor; from any thread. Once the executor has ended nothing happens any more. */
    public void execute(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
        } catch (RejectedExecutionException ended) {
            LOG.debugf("Too late for edgeNode=%s", id());
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException broken) {
            failure = Optional.of(broken.toString());
            LOG.errorf(broken, "Edge node fails edgeNode=%s", id());
        }
    }

    public void connect() {
        presence.connect();
    }

    /** Completes when the node is no longer on its way: connected, or not wanted to be. */
    public CompletableFuture<Void> whenSettled() {
        return presence.whenSettled();
    }

    /** Leaves as the specification asks: NDEATH, then DISCONNECT. */
    public CompletionStage<Void> disconnect() {
        return presence.disconnect();
    }

    /** Cuts the connection without a word, and comes back after a while. */
    public CompletionStage<Void> drop(Duration away) {
        return presence.drop(away);
    }

    /**
     * Takes readings: those that say something new are kept until they have arrived. Readings of a device that is offline are not taken. They are sent once what
     * runs now on the executor is over: a transaction that they are part of has been committed by then.
     */
    public void read(List<Reading> readings) {
        List<Reading> news = new ArrayList<>();
        for (Reading reading : readings) {
            List<Metric> changed =
                    isReachable(reading.device()) ? tags(reading.device()).changes(reading.metrics()) : List.of();
            if (!changed.isEmpty()) {
                news.add(new Reading(reading.device(), changed));
            }
        }
        outbox.append(news);
        execute(delivery::pump);
    }

    /**
     * Publishes these values whether they are new or not.
     *
     * @return completes when they have arrived at the broker
     */
    public CompletionStage<Void> publish(Reading reading) {
        List<Metric> metrics = tags(reading.device()).all(reading.metrics());
        outbox.append(List.of(new Reading(reading.device(), metrics)));
        CompletableFuture<Void> arrival = delivery.arrivalOfNewest();
        delivery.pump();
        return arrival;
    }

    /** Loses a device: DDEATH. */
    public void deviceOffline(String device) {
        if (!model.isOnline(device)) {
            return;
        }
        model.setOnline(device, false);
        if (presence.state() == LinkState.ONLINE) {
            send(session.deviceDeath(device, now()));
        }
    }

    /** Has a device again: DBIRTH with its present values. */
    public void deviceOnline(String device) {
        if (model.has(device) && !model.isOnline(device)) {
            model.setOnline(device, true);
            machines.present().stream()
                    .filter(reading -> reading.device().equals(Optional.of(device)))
                    .forEach(reading -> tags(reading.device()).changes(reading.metrics()));
            deviceRebirth(device);
        }
    }

    /**
     * Lets something go wrong, or no longer.
     *
     * @param setting empty: no longer
     * @return false when the fault cannot happen here, as nothing simulates counters
     */
    public boolean fault(Fault fault, Optional<FaultSetting> setting) {
        if (fault.isOfCounters() && setting.isPresent() && !setCounters(fault)) {
            return false;
        }
        line.set(fault, setting);
        return true;
    }

    // the counters jump while the devices are away, so that nothing seems to have been produced
    private boolean setCounters(Fault fault) {
        List<String> away = fault == Fault.COUNTER_ROLLOVER
                ? model.devices().stream().filter(model::isOnline).toList()
                : List.of();
        away.forEach(this::deviceOffline);
        boolean set = machines.counters(fault);
        away.forEach(this::deviceOnline);
        return set;
    }

    public CompletionStage<NodeStatus> status() {
        CompletableFuture<NodeStatus> answer = new CompletableFuture<>();
        execute(() -> answer.complete(statusNow()));
        return answer;
    }

    LinkState state() {
        return presence.state();
    }

    long now() {
        return clock.millis();
    }

    void walk() {
        presence.walk();
    }

    void deviceRebirth(String device) {
        if (presence.state() == LinkState.ONLINE && model.isOnline(device)) {
            send(session.deviceBirth(device, now()));
            delivery.born(device);
        }
    }

    /** tck-id-operational-behavior-data-commands-rebirth-action-1 to -3: births before any further data, with the bdSeq of this connection. */
    void rebirth() {
        session.births(now()).forEach(this::send);
        LOG.infof(
                "Born edgeNode=%s broker=%s queued=%d", id(), presence.broker().orElse("?"), outbox.size());
        delivery.born();
    }

    private NodeStatus statusNow() {
        Map<String, Boolean> devices = new LinkedHashMap<>();
        model.devices().forEach(device -> devices.put(device, model.isOnline(device)));
        return new NodeStatus(
                id(),
                presence.state(),
                presence.broker(),
                bdSeq.current(),
                outbox.size(),
                outbox.givenUp(),
                devices,
                line.faults(),
                failure.or(presence::problem));
    }

    private void send(EdgeMessage message) {
        line.sendBirth(message).whenComplete((nothing, problem) -> {
            if (problem != null) {
                LOG.debugf("Not confirmed edgeNode=%s topic=%s", id(), message.topic());
            }
        });
    }

    private boolean isReachable(Optional<String> device) {
        return device.isEmpty() || model.isOnline(device.get());
    }

    private TagTable tags(Optional<String> device) {
        return model.tags(device)
                .orElseThrow(() ->
                        new IllegalArgumentException("Edge node " + id() + " has no device " + device.orElse("")));
    }

    private final class NodeLife implements Presence.Life {

        @Override
        public void execute(Runnable task) {
            EdgeNode.this.execute(task);
        }

        @Override
        public Uplink.Farewell will() {
            return farewell(SparkplugSession.will(id(), bdSeq.next(), now()));
        }

        @Override
        public Uplink.Farewell death() {
            return farewell(session.death(now()));
        }

        @Override
        public void born() {
            session.bdSeq(bdSeq.current());
            rebirth();
        }

        @Override
        public void ended() {
            delivery.end();
            line.end();
        }

        @Override
        public void message(String topic, byte[] payload) {
            commands.receive(topic, payload);
        }

        private Uplink.Farewell farewell(EdgeMessage death) {
            return new Uplink.Farewell(death.topic().toString(), Bytes.of(line.encode(death)));
        }
    }
}
