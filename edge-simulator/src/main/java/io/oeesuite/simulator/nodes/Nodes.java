package io.oeesuite.simulator.nodes;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.link.Fault;
import io.oeesuite.simulator.link.FaultSetting;
import io.oeesuite.simulator.scenario.Scenario;
import io.oeesuite.simulator.settings.BrokerSettings;
import io.oeesuite.simulator.settings.SettingsCheck;
import io.oeesuite.simulator.settings.SimulatorSettings;
import io.oeesuite.simulator.settings.SparkplugSettings;
import io.vertx.core.Vertx;

/** All edge nodes of this simulator, by their id. Thread-safe. */
@ApplicationScoped
public class Nodes {

    private static final Logger LOG = Logger.getLogger(Nodes.class);
    private static final long TICK_MILLIS = 1000;

    private final Map<String, RunningNode> running = new ConcurrentSkipListMap<>();
    private final Vertx vertx;
    private final SimulatorSettings simulator;
    private final SparkplugSettings sparkplug;
    private final BrokerSettings brokers;
    private final NodeWorkshop workshop;

    Nodes(Vertx vertx, SimulatorSettings simulator, SparkplugSettings sparkplug, Config config, MeterRegistry meters) {
        this.vertx = vertx;
        this.simulator = simulator;
        this.sparkplug = sparkplug;
        brokers = new BrokerSettings(name -> config.getOptionalValue(name, String.class), simulator.certsDir());
        workshop = new NodeWorkshop(vertx, simulator, sparkplug, InstantSource.system());
        Gauge.builder("oee.edge.nodes", running, Map::size)
                .description("Edge nodes played")
                .register(meters);
        Gauge.builder("oee.edge.queued", this, Nodes::queued)
                .description("Readings that no broker has confirmed yet")
                .register(meters);
    }

    /** Starts the nodes of a scenario, or the one node that the environment names. */
    void start(Scenario scenario) {
        SettingsCheck.check(simulator, sparkplug);
        Optional<NodeOrder> only = PlainNode.order(sparkplug);
        if (only.isPresent()) {
            begin(only.get(), scenario.seed(), brokers.ofOnly(only.get().id().node()), Set.of());
        } else {
            scenario.nodes().forEach(node -> begin(scenario, node));
        }
        vertx.setPeriodic(TICK_MILLIS, tick -> running.values().forEach(RunningNode::tick));
    }

    private long queued() {
        return running.values().stream().mapToLong(RunningNode::queued).sum();
    }

    private void begin(Scenario scenario, Scenario.Node node) {
        NodeOrder order = NodeOrder.of(
                node.line(), Optional.ofNullable(node.aliases()), node.complexMetrics() || sparkplug.complexMetrics());
        long seed = simulator.seed().orElse(scenario.seed());
        begin(order, seed, brokers.of(order.id().node()), node.faults());
    }

    private void begin(NodeOrder order, long seed, MqttSettings mqtt, Set<String> faults) {
        List<Fault> wanted = faults.stream()
                .map(name -> Fault.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("There is no fault '" + name + "'")))
                .toList();
        RunningNode started = workshop.build(order, seed, mqtt);
        running.put(order.id().toString(), started);
        started.tick();
        started.node().execute(() -> {
            wanted.forEach(fault -> started.node().fault(fault, Optional.of(FaultSetting.DEFAULT)));
            started.node().connect();
        });
        LOG.infof(
                "Edge node edgeNode=%s devices=%s connects to %s as %s%s",
                order.id(),
                started.node().model().devices(),
                mqtt.brokers(),
                mqtt.clientId(),
                mqtt.tls() ? " over TLS" : " without TLS");
    }

    /**
     * A node of one's own, in the place of one of the same id, if there is one.
     *
     * @param clientId empty: the edge node id
     */
    public synchronized RunningNode put(NodeOrder order, Optional<String> clientId, boolean connect) {
        MqttSettings mqtt = brokers.of(clientId.orElse(order.id().node()));
        remove(order.id());
        RunningNode built = workshop.build(order, simulator.seed().orElse(0L), mqtt);
        running.put(order.id().toString(), built);
        if (connect) {
            built.node().execute(built.node()::connect);
        }
        return built;
    }

    /** Ends a node; false when there is none of that id. */
    public synchronized boolean remove(NodeId id) {
        RunningNode before = running.remove(id.toString());
        if (before == null) {
            return false;
        }
        before.close();
        return true;
    }

    public Optional<RunningNode> find(NodeId id) {
        return Optional.ofNullable(running.get(id.toString()));
    }

    public Collection<RunningNode> all() {
        return List.copyOf(running.values());
    }

    /** Every node leaves its broker as the specification asks. */
    void stop() {
        all().parallelStream().forEach(RunningNode::close);
        running.clear();
    }
}
