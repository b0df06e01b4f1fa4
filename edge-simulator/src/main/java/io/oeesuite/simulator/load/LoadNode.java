package io.oeesuite.simulator.load;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.simulator.edge.EdgeModel;
import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.Tag;
import io.oeesuite.simulator.link.BdSeq;
import io.oeesuite.simulator.link.EdgeNode;
import io.oeesuite.simulator.link.EdgeNodeParts;
import io.oeesuite.simulator.link.LinkState;
import io.oeesuite.simulator.link.Machines;
import io.oeesuite.simulator.link.MqttUplink;
import io.oeesuite.simulator.outbox.MemoryOutbox;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.vertx.core.Vertx;

/** One of many edge nodes, whose devices only count. */
final class LoadNode {

    private static final long OUTBOX_LIMIT = 10_000;

    private final EdgeNode node;
    private final MemoryOutbox outbox = new MemoryOutbox(OUTBOX_LIMIT);
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final int devices;
    private final int metrics;
    private long sent;

    LoadNode(LoadOptions options, String name, MqttSettings mqtt, int qos, Vertx vertx) {
        devices = options.devices();
        metrics = options.metrics();
        NodeId id = new NodeId(options.group(), name);
        Subscription commands = Subscription.optional(id.commandFilter(), 1);
        node = new EdgeNode(new EdgeNodeParts(
                model(id),
                true,
                Optional.empty(),
                new MqttUplink(vertx, mqtt, ConnectionOptions.defaults(), List.of(commands), commands, qos),
                outbox,
                new BdSeq(Optional.empty(), 0),
                Machines.NONE,
                executor,
                (time, task) -> vertx.setTimer(Math.max(1, time.toMillis()), timer -> task.run()),
                InstantSource.system()));
    }

    private EdgeModel model(NodeId id) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < metrics; i++) {
            tags.add(Tag.readOnly(Metric.of("Load/Metric" + i, DataType.INT64, 0)));
        }
        Map<String, List<Tag>> deviceTags = new LinkedHashMap<>();
        for (int i = 0; i < devices; i++) {
            deviceTags.put("DEVICE-" + i, tags);
        }
        return new EdgeModel(id, List.of(), deviceTags);
    }

    void connect() {
        node.execute(node::connect);
    }

    /** One message of the next device. */
    void send() {
        node.execute(() -> {
            long now = System.currentTimeMillis();
            sent++;
            List<Metric> news = new ArrayList<>(metrics);
            for (int i = 0; i < metrics; i++) {
                news.add(Metric.of("Load/Metric" + i, DataType.INT64, sent).withTimestamp(now));
            }
            node.read(List.of(new Reading(Optional.of("DEVICE-" + sent % devices), news)));
        });
    }

    CompletableFuture<Figures> figures() {
        CompletableFuture<Figures> answer = new CompletableFuture<>();
        node.status()
                .thenAccept(status -> node.execute(() -> answer.complete(new Figures(
                        status.state() == LinkState.ONLINE ? 1 : 0,
                        sent,
                        sent - outbox.size() - outbox.givenUp(),
                        outbox.givenUp(),
                        status.problem()))));
        return answer;
    }

    CompletableFuture<Void> leave() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        node.execute(() -> node.disconnect().whenComplete((nothing, problem) -> left.complete(null)));
        return left.thenRun(executor::shutdown);
    }

    /**
     * How far it has come.
     *
     * @param confirmed messages that the broker has
     * @param givenUp messages that the broker did not take in time
     */
    record Figures(int online, long made, long confirmed, long givenUp, Optional<String> problem) {

        static final Figures NONE = new Figures(0, 0, 0, 0, Optional.empty());

        Figures plus(Figures other) {
            return new Figures(
                    online + other.online,
                    made + other.made,
                    confirmed + other.confirmed,
                    givenUp + other.givenUp,
                    problem.or(other::problem));
        }
    }
}
