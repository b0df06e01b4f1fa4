package io.oeesuite.simulator.nodes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import io.oeesuite.simulator.link.EdgeNode;
import io.oeesuite.simulator.machine.ComplexMetrics;
import io.oeesuite.simulator.machine.LineKeeper;
import io.oeesuite.simulator.outbox.Outbox;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;

/** An edge node with all that belongs to it. From any thread. */
public final class RunningNode {

    static final String UPTIME = "Edge/UptimeSeconds";

    private static final long ROUND_MILLIS = 10_000;
    private static final long PATIENCE_SECONDS = 10;

    private final EdgeNode node;
    private final Optional<LineKeeper> keeper;
    private final boolean complexMetrics;
    private final Outbox outbox;
    private final ExecutorService executor;
    private final InstantSource clock;
    private final long since;
    private long round;
    private volatile long queued;

    RunningNode(
            EdgeNode node,
            Optional<LineKeeper> keeper,
            boolean complexMetrics,
            Outbox outbox,
            ExecutorService executor,
            InstantSource clock) {
        this.node = node;
        this.keeper = keeper;
        this.complexMetrics = complexMetrics;
        this.outbox = outbox;
        this.executor = executor;
        this.clock = clock;
        since = clock.millis();
    }

    public EdgeNode node() {
        return node;
    }

    /** Plays what has happened since the last time, also when that is hours. */
    void tick() {
        node.execute(() -> {
            long now = clock.millis();
            keeper.ifPresent(line -> line.playTo(node::read, now));
            queued = outbox.size();
            if ((now - since) / ROUND_MILLIS > round) {
                round = (now - since) / ROUND_MILLIS;
                node.read(List.of(new Reading(Optional.empty(), ownMetrics(now))));
            }
        });
    }

    private List<Metric> ownMetrics(long now) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.of(UPTIME, DataType.INT64, (now - since) / 1000).withTimestamp(now));
        if (complexMetrics) {
            metrics.addAll(ComplexMetrics.round(round, now));
        }
        return metrics;
    }

    /** Readings that no broker has confirmed yet, as of the last tick. */
    long queued() {
        return queued;
    }

    /** Does something on the node's executor, and completes with what came out of it. */
    public <T> CompletionStage<T> ask(Task<T> task) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        node.execute(() -> {
            try {
                answer.complete(task.on(node));
            } catch (RuntimeException refused) {
                answer.completeExceptionally(refused);
            }
        });
        return answer;
    }

    /** Leaves the broker, closes the outbox. Waits until that is done, but not for ever. */
    void close() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        node.execute(() -> node.disconnect().whenComplete((nothing, problem) -> left.complete(null)));
        left.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        node.execute(outbox::close);
        executor.close();
    }

    /** Something to do with the node. */
    public interface Task<T> {
        T on(EdgeNode node);
    }
}
