package io.oeesuite.systemtests.faults;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.systemtests.edge.SparkplugEdge;
import io.oeesuite.systemtests.suite.Suite;

import static org.awaitility.Awaitility.await;

/** Edge nodes that publish 1, 2, 3 … at QoS 1 over mutual TLS, each number once, and say how far they are. They are the oracle: what they sent must arrive. */
final class CountingEdges implements AutoCloseable {
    static final String GROUP = "COUNTED";

    private static final String DEVICE = "PRESS";
    private static final long ALIAS = 1;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final List<SparkplugEdge> edges = new ArrayList<>();
    private final List<String> machines = new ArrayList<>();
    private final int messagesPerEdge;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Void>> runs = new ArrayList<>();

    /** @param name tells the edge nodes of a test from those of others */
    CountingEdges(Suite suite, String name, int count, int messagesPerEdge)
            throws GeneralSecurityException, IOException {
        this.messagesPerEdge = messagesPerEdge;
        for (int number = 0; number < count; number++) {
            String node = "edge_" + name + "-" + number;
            edges.add(suite.edge(GROUP, node));
            machines.add(GROUP + "/" + node + "/" + DEVICE);
        }
    }

    /** Births, then the numbers, on a thread per edge node. */
    void start() {
        for (SparkplugEdge edge : edges) {
            Callable<Void> run = () -> {
                publish(edge);
                return null;
            };
            runs.add(threads.submit(run));
        }
    }

    /** Returns when the broker has acknowledged this share of all numbers. */
    void awaitProgress(double share) {
        int enough = (int) (share * total());
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> acknowledged.get() >= enough);
    }

    /** Returns when the broker has acknowledged all. */
    void awaitAllSent() throws Exception {
        for (Future<Void> run : runs) {
            run.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    int total() {
        return edges.size() * messagesPerEdge;
    }

    List<String> machines() {
        return machines;
    }

    /** What each machine must have said, in order; the first is the value at birth. */
    List<Long> numbers() {
        return IntStream.rangeClosed(1, messagesPerEdge).mapToObj(Long::valueOf).toList();
    }

    private void publish(SparkplugEdge edge) {
        Metric count = Metric.of("Admin/ProdProcessedCount", DataType.INT64, 0).withAlias(ALIAS);
        edge.birth(System.currentTimeMillis());
        edge.birth(DEVICE, System.currentTimeMillis(), List.of(count));
        for (int number = 1; number <= messagesPerEdge; number++) {
            Metric data = Metric.of("Admin/ProdProcessedCount", DataType.INT64, number)
                    .withAlias(ALIAS)
                    .withoutName();
            edge.data(DEVICE, System.currentTimeMillis(), List.of(data));
            acknowledged.incrementAndGet();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        edges.forEach(SparkplugEdge::close);
    }
}
