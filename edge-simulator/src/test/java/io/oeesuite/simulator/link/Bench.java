package io.oeesuite.simulator.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.oeesuite.simulator.edge.EdgeModel;
import io.oeesuite.simulator.edge.Nodes;
import io.oeesuite.simulator.outbox.MemoryOutbox;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.sparkplug.Metric;

/** An edge node on a test bench: its executor, timers, clock and broker do only what the test makes them do. */
final class Bench {

    static final long START = 1_750_000_000_000L;

    final FakeUplink uplink = new FakeUplink();
    final MemoryOutbox outbox = new MemoryOutbox(1_000_000);
    final List<Metric> written = new ArrayList<>();
    final EdgeNode node;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private long now = START;

    Bench() {
        this(Optional.empty(), false);
    }

    Bench(Optional<String> hostId, boolean aliases) {
        this(Nodes.twoDevices(), Optional.empty(), hostId, aliases);
    }

    /** With machines behind the node. */
    Bench(EdgeModel model, Machines machines) {
        this(model, Optional.of(machines), Optional.empty(), false);
    }

    private Bench(EdgeModel model, Optional<Machines> machines, Optional<String> hostId, boolean aliases) {
        Machines idle = new Machines() {
            @Override
            public void write(Optional<String> device, Metric metric) {
                written.add(metric);
            }

            @Override
            public boolean counters(Fault fault) {
                return false;
            }

            @Override
            public List<Reading> present() {
                return List.of();
            }
        };
        node = new EdgeNode(new EdgeNodeParts(
                model,
                aliases,
                hostId,
                uplink,
                outbox,
                new BdSeq(Optional.empty(), 0),
                machines.orElse(idle),
                tasks::add,
                (time, task) -> timers.add(new Timer(now + time.toMillis(), task)),
                () -> Instant.ofEpochMilli(now)));
    }

    /** Does something on the node's executor, and all that follows from it. */
    Bench run(Runnable task) {
        tasks.add(task);
        return settle();
    }

    Bench settle() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
        return this;
    }

    /** Time passes. */
    Bench pass(Duration time) {
        now += time.toMillis();
        List<Timer> due = timers.stream().filter(timer -> timer.at <= now).toList();
        timers.removeAll(due);
        due.forEach(timer -> timer.task.run());
        return settle();
    }

    long now() {
        return now;
    }

    /** Connected and, without a primary host, born. */
    Bench connected() {
        run(node::connect);
        uplink.accept("broker:1");
        return settle();
    }

    Bench read(String device, Metric... metrics) {
        return run(() -> node.read(List.of(new Reading(Optional.of(device), List.of(metrics)))));
    }

    Bench hear(String topic, byte[] payload) {
        uplink.listener.message("broker:1", topic, payload);
        return settle();
    }

    private record Timer(long at, Runnable task) {}
}
