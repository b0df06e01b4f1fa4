package io.oeesuite.simulator.load;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.simulator.settings.BrokerSettings;
import io.vertx.core.Vertx;

/** Runs many edge nodes at a steady rate, says every second how far they have come, and ends. */
public final class Load {

    private static final int CONNECTS_AT_ONCE = 50;
    private static final long CONNECT_PAUSE_MILLIS = 100;
    private static final long PATIENCE_SECONDS = 60;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Function<String, Optional<String>> environment;
    private final PrintStream out;

    /** @param environment the value of a setting: MQTT_*, SPARKPLUG_QOS, SIMULATOR_CERTS_DIR */
    public Load(Function<String, Optional<String>> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /**
     * Runs as the command line says.
     *
     * @return the exit code: 0 when the broker has everything, 1 when it has not, 2 when something is wrong with what was given
     */
    public int run(List<String> arguments) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try {
            LoadOptions options = LoadOptions.parse(arguments);
            List<LoadNode> nodes = nodes(options, vertx);
            return run(options, nodes);
        } catch (InvalidMqttSettings | IllegalArgumentException wrong) {
            out.println("The load does not start: " + wrong.getMessage());
            return 2;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private List<LoadNode> nodes(LoadOptions options, Vertx vertx) {
        BrokerSettings brokers = new BrokerSettings(
                environment, environment.apply("SIMULATOR_CERTS_DIR").map(Path::of));
        int qos = environment.apply("SPARKPLUG_QOS").filter("0"::equals).isPresent() ? 0 : 1;
        List<LoadNode> nodes = new ArrayList<>();
        for (int i = 0; i < options.nodes(); i++) {
            String name = "edge_%s-%05d".formatted(options.group(), i);
            nodes.add(new LoadNode(options, name, brokers.of(name), qos, vertx));
        }
        return nodes;
    }

    private int run(LoadOptions options, List<LoadNode> nodes) throws InterruptedException {
        out.printf("Load: %s%n", options);
        connect(nodes);
        LoadNode.Figures connected = awaitConnected(nodes);
        if (connected.online() < nodes.size()) {
            out.printf(
                    "Only %d of %d nodes are online: %s%n",
                    connected.online(), nodes.size(), connected.problem().orElse("no answer in time"));
            leave(nodes);
            return 1;
        }
        send(options, nodes);
        LoadNode.Figures end = awaitConfirmed(nodes);
        leave(nodes);
        double seconds = options.duration().toMillis() / 1000.0;
        out.printf(
                "%s: %d messages made, %d confirmed (%.0f/s), %d given up%n",
                end.confirmed() == end.made() ? "Done" : "Not complete",
                end.made(),
                end.confirmed(),
                end.confirmed() / seconds,
                end.givenUp());
        return end.confirmed() == end.made() ? 0 : 1;
    }

    // not all at once: a handshake costs the broker milliseconds
    private static void connect(List<LoadNode> nodes) throws InterruptedException {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).connect();
            if (i % CONNECTS_AT_ONCE == CONNECTS_AT_ONCE - 1) {
                TimeUnit.MILLISECONDS.sleep(CONNECT_PAUSE_MILLIS);
            }
        }
    }

    private LoadNode.Figures awaitConnected(List<LoadNode> nodes) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_SECONDS * NANOS_PER_SECOND;
        LoadNode.Figures figures = figures(nodes);
        while (figures.online() < nodes.size() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(CONNECT_PAUSE_MILLIS);
            figures = figures(nodes);
        }
        return figures;
    }

    private void send(LoadOptions options, List<LoadNode> nodes) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + options.duration().toNanos();
        long made = 0;
        long told = begin;
        for (long now = begin; now < end; now = System.nanoTime()) {
            long due = (long) ((now - begin) * options.rate() / NANOS_PER_SECOND);
            for (; made < due; made++) {
                nodes.get((int) (made % nodes.size())).send();
            }
            if (now - told >= NANOS_PER_SECOND) {
                told = now;
                LoadNode.Figures figures = figures(nodes);
                out.printf(
                        "%3d s: %d online, %d made, %d confirmed%n",
                        (now - begin) / NANOS_PER_SECOND, figures.online(), figures.made(), figures.confirmed());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private LoadNode.Figures awaitConfirmed(List<LoadNode> nodes) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_SECONDS * NANOS_PER_SECOND;
        LoadNode.Figures figures = figures(nodes);
        while (figures.confirmed() + figures.givenUp() < figures.made() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(CONNECT_PAUSE_MILLIS);
            figures = figures(nodes);
        }
        return figures;
    }

    private static LoadNode.Figures figures(List<LoadNode> nodes) {
        List<CompletableFuture<LoadNode.Figures>> asked =
                nodes.stream().map(LoadNode::figures).toList();
        return asked.stream().map(CompletableFuture::join).reduce(LoadNode.Figures.NONE, LoadNode.Figures::plus);
    }

    private static void leave(List<LoadNode> nodes) {
        CompletableFuture.allOf(nodes.stream().map(LoadNode::leave).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
