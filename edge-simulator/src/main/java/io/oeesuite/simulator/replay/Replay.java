package io.oeesuite.simulator.replay;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.oeesuite.simulator.edge.NodeId;
import io.oeesuite.simulator.link.BdSeq;
import io.oeesuite.simulator.link.EdgeNode;
import io.oeesuite.simulator.link.EdgeNodeParts;
import io.oeesuite.simulator.link.LinkState;
import io.oeesuite.simulator.link.Machines;
import io.oeesuite.simulator.link.MqttUplink;
import io.oeesuite.simulator.link.NodeStatus;
import io.oeesuite.simulator.outbox.MemoryOutbox;
import io.oeesuite.simulator.outbox.OutboxFailure;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.simulator.settings.BrokerSettings;
import io.oeesuite.sparkplug.Metric;
import io.vertx.core.Vertx;

/** Publishes the history of the bottling line, waits until the broker has all of it, and leaves. */
public final class Replay {

    private static final Duration PATIENCE_WITH_BROKER = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_SILENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WITH_FAREWELL = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 20;

    private final Function<String, Optional<String>> environment;
    private final PrintStream out;

    /** @param environment the value of a setting: MQTT_*, SPARKPLUG_QOS, SPARKPLUG_ALIASES, SIMULATOR_CERTS_DIR, SIMULATOR_DATA_DIR */
    public Replay(Function<String, Optional<String>> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /**
     * Replays as the command line says.
     *
     * @return the exit code: 0 when the broker has everything, 1 when it has not, 2 when something is wrong with what was given
     */
    public int run(List<String> arguments) throws InterruptedException {
        try {
            ReplayOptions options = ReplayOptions.parse(arguments);
            List<Batch> batches = BottlingLine.read(options.folder());
            MqttSettings mqtt = new BrokerSettings(
                            environment, setting("SIMULATOR_CERTS_DIR").map(Path::of))
                    .ofOnly(options.node().node());
            return publish(batches, readings(batches, options), mqtt, options);
        } catch (InvalidDataSet | InvalidMqttSettings | OutboxFailure | IllegalArgumentException wrong) {
            out.println("The replay does not start: " + wrong.getMessage());
            return 2;
        }
    }

    /** What the machine reported, moment by moment; shuffled: every fact for itself, in any order. */
    static List<Reading> readings(List<Batch> batches, ReplayOptions options) {
        Optional<String> machine = Optional.of(ReplayNode.MACHINE);
        List<Metric> facts = History.of(batches);
        if (options.shuffle().isPresent()) {
            List<Metric> shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, new Random(options.shuffle().getAsLong()));
            return shuffled.stream()
                    .map(fact -> new Reading(machine, List.of(fact)))
                    .toList();
        }
        Map<Long, List<Metric>> moments = new LinkedHashMap<>();
        facts.forEach(fact -> moments.computeIfAbsent(fact.timestamp().orElseThrow(), none -> new ArrayList<>())
                .add(fact));
        return moments.values().stream()
                .map(moment -> new Reading(machine, moment))
                .toList();
    }

    private int publish(List<Batch> batches, List<Reading> readings, MqttSettings mqtt, ReplayOptions options)
            throws InterruptedException {
        Instant begun = Instant.now();
        out.printf(
                "Replaying %d batches from %s as %s/%s, connecting to %s as %s%n",
                batches.size(), options.folder(), options.node(), ReplayNode.MACHINE, mqtt.brokers(), mqtt.clientId());
        Vertx vertx = Vertx.vertx();
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            MemoryOutbox outbox = new MemoryOutbox(Long.MAX_VALUE);
            EdgeNode node = node(options.node(), batches, mqtt, vertx, executor, outbox);
            boolean complete = tell(node, readings, options);
            leave(node);
            long facts = readings.stream()
                    .mapToLong(reading -> reading.metrics().size())
                    .sum();
            out.printf(
                    "%s: %d facts about %d batches with %d stops, %s to %s, in %.1f s%n",
                    complete ? "Done" : "Not complete",
                    facts,
                    batches.size(),
                    batches.stream().mapToInt(batch -> batch.stops().size()).sum(),
                    batches.getFirst().start(),
                    batches.getLast().end(),
                    Duration.between(begun, Instant.now()).toMillis() / 1000.0);
            return complete ? 0 : 1;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private EdgeNode node(
            NodeId id,
            List<Batch> batches,
            MqttSettings mqtt,
            Vertx vertx,
            ExecutorService executor,
            MemoryOutbox outbox) {
        Path folder = Path.of(setting("SIMULATOR_DATA_DIR").orElse(".local/simulator"));
        Subscription commands = Subscription.optional(id.commandFilter(), 1);
        int qos = setting("SPARKPLUG_QOS").filter("0"::equals).isPresent() ? 0 : 1;
        return new EdgeNode(new EdgeNodeParts(
                ReplayNode.model(id, batches),
                setting("SPARKPLUG_ALIASES").map(Boolean::parseBoolean).orElse(false),
                Optional.empty(),
                new MqttUplink(vertx, mqtt, ConnectionOptions.defaults(), List.of(commands), commands, qos),
                outbox,
                new BdSeq(Optional.of(folder.resolve("replay.bdseq")), 0),
                Machines.NONE,
                executor,
                (time, task) -> vertx.setTimer(Math.max(1, time.toMillis()), timer -> task.run()),
                InstantSource.system()));
    }

    private boolean tell(EdgeNode node, List<Reading> readings, ReplayOptions options) throws InterruptedException {
        node.execute(node::connect);
        if (!awaitOnline(node)) {
            return false;
        }
        long millisBetween =
                options.rate().isPresent() ? Math.round(1000 / options.rate().getAsDouble()) : 0;
        if (millisBetween == 0) {
            node.execute(() -> node.read(readings));
        }
        for (int i = 0; millisBetween > 0 && i < readings.size(); i++) {
            List<Reading> one = List.of(readings.get(i));
            node.execute(() -> node.read(one));
            TimeUnit.MILLISECONDS.sleep(millisBetween);
        }
        return awaitArrival(node, readings.size());
    }

    private boolean awaitOnline(EdgeNode node) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE_WITH_BROKER);
        Optional<String> said = Optional.empty();
        while (Instant.now().isBefore(deadline)) {
            NodeStatus status = node.status().toCompletableFuture().join();
            if (status.state() == LinkState.ONLINE) {
                out.printf("Connected to %s%n", status.broker().orElse("?"));
                return true;
            }
            if (status.problem().isPresent() && !status.problem().equals(said)) {
                said = status.problem();
                out.println("Still trying: " + said.get());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        out.printf("No connection within %d s%n", PATIENCE_WITH_BROKER.toSeconds());
        return false;
    }

    private boolean awaitArrival(EdgeNode node, int sent) throws InterruptedException {
        long queued = Long.MAX_VALUE;
        Instant deadline = Instant.now().plus(PATIENCE_WITH_SILENCE);
        while (Instant.now().isBefore(deadline)) {
            long left = node.status().toCompletableFuture().join().queued();
            if (left == 0) {
                out.printf("The broker has all %d messages%n", sent);
                return true;
            }
            if (left < queued) {
                queued = left;
                deadline = Instant.now().plus(PATIENCE_WITH_SILENCE);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        out.printf("The broker has not taken %d of %d messages%n", queued, sent);
        return false;
    }

    private static void leave(EdgeNode node) {
        CompletableFuture<Void> left = new CompletableFuture<>();
        node.execute(() -> node.disconnect().whenComplete((nothing, problem) -> left.complete(null)));
        // when the farewell is late, the broker publishes the will instead
        left.completeOnTimeout(null, PATIENCE_WITH_FAREWELL.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private Optional<String> setting(String name) {
        return environment.apply(name).filter(text -> !text.isBlank());
    }
}
