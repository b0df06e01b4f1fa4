package io.oeesuite.simulator.nodes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.simulator.edge.EdgeModel;
import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.PrimaryHost;
import io.oeesuite.simulator.edge.Tag;
import io.oeesuite.simulator.link.BdSeq;
import io.oeesuite.simulator.link.EdgeNode;
import io.oeesuite.simulator.link.EdgeNodeParts;
import io.oeesuite.simulator.link.Machines;
import io.oeesuite.simulator.link.MqttUplink;
import io.oeesuite.simulator.link.Uplink;
import io.oeesuite.simulator.machine.ComplexMetrics;
import io.oeesuite.simulator.machine.LineKeeper;
import io.oeesuite.simulator.machine.MachineMetrics;
import io.oeesuite.simulator.outbox.SqliteFile;
import io.oeesuite.simulator.outbox.SqliteOutbox;
import io.oeesuite.simulator.settings.SimulatorSettings;
import io.oeesuite.simulator.settings.SparkplugSettings;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.vertx.core.Vertx;

/** Builds edge nodes as they are ordered and as the environment says. */
final class NodeWorkshop {

    private static final int COMMAND_QOS = 1;

    private final Vertx vertx;
    private final SimulatorSettings simulator;
    private final SparkplugSettings sparkplug;
    private final InstantSource clock;

    NodeWorkshop(Vertx vertx, SimulatorSettings simulator, SparkplugSettings sparkplug, InstantSource clock) {
        this.vertx = vertx;
        this.simulator = simulator;
        this.sparkplug = sparkplug;
        this.clock = clock;
    }

    /** @param seed of its line */
    RunningNode build(NodeOrder order, long seed, MqttSettings mqtt) {
        NodeId id = order.id();
        String name = URLEncoder.encode(id.group() + '_' + id.node(), StandardCharsets.UTF_8);
        Path folder = simulator.dataDir();
        SqliteFile file = SqliteFile.open(folder.resolve(name + ".db"));
        SqliteOutbox outbox = new SqliteOutbox(file, simulator.queueLimit());
        Optional<LineKeeper> keeper = order.line()
                .map(line ->
                        LineKeeper.of(line, seed, simulator.timeScale(), simulator.backfill(), file, clock.millis()));
        Optional<String> hostId = order.hostId().or(sparkplug::hostId);
        ExecutorService executor = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("edge-" + id).factory());
        EdgeNode node = new EdgeNode(new EdgeNodeParts(
                model(order, keeper),
                order.aliases().orElse(sparkplug.aliases()),
                hostId,
                uplink(id, hostId, mqtt),
                outbox,
                new BdSeq(Optional.of(folder.resolve(name + ".bdseq")), sparkplug.bdseq()),
                keeper.<Machines>map(line -> line).orElse(Machines.NONE),
                executor,
                (time, task) -> vertx.setTimer(Math.max(1, time.toMillis()), timer -> task.run()),
                clock));
        return new RunningNode(node, keeper, order.complexMetrics(), outbox, executor, clock);
    }

    private Uplink uplink(NodeId id, Optional<String> hostId, MqttSettings mqtt) {
        List<Subscription> subscriptions = new ArrayList<>();
        hostId.ifPresent(host -> subscriptions.add(Subscription.required(new PrimaryHost(host).topic(), COMMAND_QOS)));
        Subscription commands = Subscription.optional(id.commandFilter(), COMMAND_QOS);
        subscriptions.add(commands);
        subscriptions.add(Subscription.optional(id.deviceCommandFilter(), COMMAND_QOS));
        return new MqttUplink(vertx, mqtt, ConnectionOptions.defaults(), subscriptions, commands, sparkplug.qos());
    }

    private EdgeModel model(NodeOrder order, Optional<LineKeeper> keeper) {
        List<Tag> nodeTags = new ArrayList<>();
        nodeTags.add(Tag.readOnly(Metric.of("Properties/Software", "OEE Suite edge-simulator")));
        nodeTags.add(Tag.readOnly(Metric.of(RunningNode.UPTIME, DataType.INT64, 0)));
        if (order.complexMetrics()) {
            nodeTags.addAll(ComplexMetrics.tags());
        }
        nodeTags.addAll(order.nodeTags());
        Map<String, List<Tag>> devices = new LinkedHashMap<>();
        keeper.map(LineKeeper::line).ifPresent(line -> {
            for (int i = 0; i < line.spec().machines().size(); i++) {
                devices.put(
                        line.spec().machines().get(i).id(),
                        MachineMetrics.tags(line.snapshots().get(i), simulator.timeScale(), line.reached()));
            }
        });
        devices.putAll(order.devices());
        return new EdgeModel(order.id(), nodeTags, devices);
    }
}
