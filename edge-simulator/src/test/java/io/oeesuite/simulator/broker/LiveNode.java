package io.oeesuite.simulator.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.oeesuite.localstack.Completed;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionTiming;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.edge.Nodes;
import io.oeesuite.simulator.edge.PrimaryHost;
import io.oeesuite.simulator.link.BdSeq;
import io.oeesuite.simulator.link.EdgeNode;
import io.oeesuite.simulator.link.EdgeNodeParts;
import io.oeesuite.simulator.link.LinkState;
import io.oeesuite.simulator.link.Machines;
import io.oeesuite.simulator.link.MqttUplink;
import io.oeesuite.simulator.link.NodeStatus;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.simulator.outbox.SqliteFile;
import io.oeesuite.simulator.outbox.SqliteOutbox;
import io.vertx.core.Vertx;

import static org.awaitility.Awaitility.await;

/** An edge node with devices A and B at the real broker. */
final class LiveNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Path folder;
    private final NodeId id;
    private Optional<String> host = Optional.empty();
    private boolean aliases;
    private int qos = 1;
    private SqliteOutbox outbox;
    private EdgeNode node;

    private LiveNode(Path folder, NodeId id) {
        this.folder = folder;
        this.id = id;
    }

    static LiveNode of(Path folder, String group, String node) {
        return new LiveNode(folder, new NodeId(group, node));
    }

    LiveNode aliases() {
        aliases = true;
        return this;
    }

    LiveNode primaryHost(String hostId) {
        host = Optional.of(hostId);
        return this;
    }

    LiveNode qos(int level) {
        qos = level;
        return this;
    }

    /** Connects and waits until that has happened. */
    LiveNode connect() {
        run(EdgeNode::connect);
        await().atMost(PATIENCE).until(() -> status().state() != LinkState.CONNECTING);
        return this;
    }

    void disconnect() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        run(edge -> edge.disconnect().thenRun(() -> left.complete(null)));
        left.join();
    }

    void drop(Duration away) {
        run(edge -> edge.drop(away));
    }

    void count(String device, long... values) {
        run(edge -> {
            for (long value : values) {
                edge.read(List.of(
                        new Reading(Optional.of(device), List.of(Nodes.count(value, System.currentTimeMillis())))));
            }
        });
    }

    void run(Consumer<EdgeNode> task) {
        EdgeNode edge = edge();
        CompletableFuture<Void> done = new CompletableFuture<>();
        edge.execute(() -> {
            task.accept(edge);
            done.complete(null);
        });
        done.join();
    }

    void awaitState(LinkState state) {
        await().atMost(PATIENCE).until(() -> status().state() == state);
    }

    NodeStatus status() {
        return Completed.of(edge().status());
    }

    private EdgeNode edge() {
        if (node == null) {
            outbox = new SqliteOutbox(SqliteFile.open(folder.resolve("node.db")), 100_000);
            node = build();
        }
        return node;
    }

    private EdgeNode build() {
        List<Subscription> subscriptions = new ArrayList<>();
        host.ifPresent(hostId -> subscriptions.add(Subscription.required(new PrimaryHost(hostId).topic(), 1)));
        Subscription commands = Subscription.optional(id.commandFilter(), 1);
        subscriptions.add(commands);
        subscriptions.add(Subscription.optional(id.deviceCommandFilter(), 1));
        ConnectionOptions options = ConnectionOptions.defaults()
                .withTiming(ConnectionTiming.DEFAULT.withDelays(Duration.ofMillis(50), Duration.ofMillis(200)));
        return new EdgeNode(new EdgeNodeParts(
                Nodes.twoDevices(id),
                aliases,
                host,
                new MqttUplink(vertx, TestBroker.settings(id.node()), options, subscriptions, commands, qos),
                outbox,
                new BdSeq(Optional.of(folder.resolve("node.bdseq")), 0),
                Machines.NONE,
                executor,
                (time, task) -> vertx.setTimer(Math.max(1, time.toMillis()), timer -> task.run()),
                InstantSource.system()));
    }

    @Override
    public void close() {
        disconnect();
        run(edge -> outbox.close());
        executor.close();
        Completed.of(vertx.close().toCompletionStage());
    }
}
