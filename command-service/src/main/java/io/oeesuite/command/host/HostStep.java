package io.oeesuite.command.host;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.command.TopicReader;
import io.oeesuite.command.ownership.Ownership;
import io.oeesuite.command.ownership.OwnershipStep;
import io.oeesuite.contracts.HostHealth;
import io.oeesuite.contracts.Topic;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InvalidMqttSettings;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.sparkplug.StateTopic;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Keeps the host online while all of this holds: this replica is the host, operators want it online, and ingest-service stores what is published.
 */
@ApplicationScoped
@Priority(20)
public class HostStep implements ServiceStep, Ownership.Duty {
    private static final Logger LOG = Logger.getLogger(HostStep.class);
    private static final long TICK_MS = 100;
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(6);

    private final Vertx vertx;
    private final KafkaClients kafka;
    private final HostConfig config;
    private final Config environment;
    private final HostOrders orders;
    private final OwnershipStep ownership;
    private final Heartbeats heartbeats;
    private final MeterRegistry registry;
    private final Whereabouts<ServerLink> whereabouts = new Whereabouts<>();
    private final Deafness deafness = new Deafness(System.currentTimeMillis());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("host").daemon().factory());
    private List<MqttSettings> servers = List.of();
    private volatile List<ServerLink> links = List.of();
    private Optional<TopicReader> reader = Optional.empty();
    private boolean active;
    private boolean entered;

    HostStep(
            Vertx vertx,
            KafkaClients kafka,
            HostConfig config,
            Config environment,
            HostOrders orders,
            OwnershipStep ownership,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.kafka = kafka;
        this.config = config;
        this.environment = environment;
        this.orders = orders;
        this.ownership = ownership;
        this.registry = registry;
        this.heartbeats = new Heartbeats(config.heartbeatLimit());
    }

    @Override
    public void checkSettings() {
        try {
            StateTopic topic = new StateTopic(config.id());
            LOG.debugf("STATE on %s", topic);
            MqttSettings mqtt =
                    MqttSettings.from(name -> environment.getOptionalValue(name, String.class), "scada_" + config.id());
            MqttSettings safe = LaunchMode.current() == LaunchMode.NORMAL ? mqtt.forProduction() : mqtt;
            servers = HostServers.of(safe, config.servers().orElse(List.of()));
        } catch (InvalidMqttSettings | IllegalArgumentException problem) {
            throw new InvalidSettings(problem.getMessage());
        }
        if (!config.heartbeatLimit().isPositive()) {
            throw new InvalidSettings("OEE_HOST_HEARTBEAT_LIMIT: must be positive, as PT15S.");
        }
    }

    @Override
    public void start() {
        links = servers.stream().map(this::link).toList();
        Gauge.builder("oee.host.online", () -> isOnline() ? 1 : 0)
                .description("1 while this replica is the host and online at all its MQTT servers")
                .register(registry);
        Gauge.builder("oee.host.active", () -> ownership.isHeld() ? 1 : 0)
                .description("1 while this replica is the host")
                .register(registry);
        var heard = new TopicReader(
                "heartbeats",
                kafka,
                List.of(Topic.HOST_HEALTH),
                topic -> new TopicReader.Start.End(),
                (topic, next) -> heartbeats.hear(
                        HostHealth.parseFrom(next.value()),
                        System.currentTimeMillis() - next.timestamp(),
                        monotonicMs()));
        reader = Optional.of(heard);
        heard.start();
        timer.scheduleWithFixedDelay(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
        leave();
        reader.ifPresent(TopicReader::close);
    }

    @Override
    public synchronized void begin() {
        active = true;
    }

    @Override
    public void end() {
        synchronized (this) {
            active = false;
        }
        leave();
    }

    @Override
    public synchronized void abandon() {
        active = false;
        entered = false;
        links.forEach(ServerLink::abandon);
    }

    /** Whether commands can go out: online at one server at least. */
    public boolean canSend() {
        return links.stream().anyMatch(ServerLink::isOnline);
    }

    /**
     * Publishes at the server where the edge node was heard last, or at all where it is not known.
     *
     * @return fails when it did not go out to any, or may not have
     */
    public CompletableFuture<Void> send(String group, String node, String topic, byte[] payload) {
        List<ServerLink> to = whereabouts
                .of(group, node)
                .filter(ServerLink::isOnline)
                .map(List::of)
                .orElseGet(() -> links.stream().filter(ServerLink::isOnline).toList());
        if (to.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("the host is not online at any MQTT server"));
        }
        return Future.all(to.stream().map(link -> link.publish(topic, payload)).toList())
                .<Void>mapEmpty()
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** The host as this replica sees it. */
    public HostView view() {
        boolean held = ownership.isHeld();
        long nowMs = monotonicMs();
        boolean fresh = heartbeats.areFresh(nowMs);
        boolean online = isOnline();
        var age = heartbeats.ageMs(nowMs);
        return new HostView(
                config.id(),
                servers.isEmpty() ? "" : servers.getFirst().clientId(),
                held,
                orders.wantOnline(),
                online,
                online ? "" : reason(held, fresh),
                age.isPresent() ? age.getAsLong() : null,
                links.stream().map(HostStep::view).toList());
    }

    /**
     * Since when what edge nodes say does not get here, because ingest-service is silent or this host is not online; milliseconds since 1970 UTC, empty while it does.
     * Nobody knows then what any metric is now.
     */
    public OptionalLong deafSinceMs() {
        return deafness.sinceMs();
    }

    /** Whether edge nodes of this group are this host's to command. */
    public boolean commands(String group) {
        return config.groups().stream().anyMatch(pattern -> new Glob(pattern).matches(group));
    }

    @Override
    public String title() {
        return "the host's sessions";
    }

    private String reason(boolean held, boolean fresh) {
        if (!held) {
            return "another replica is the host, or Kafka has not decided yet";
        }
        if (!orders.areKnown()) {
            return "what operators have ordered last is not read yet";
        }
        if (!orders.wantOnline()) {
            return "an operator has taken it offline";
        }
        if (!fresh) {
            return "ingest-service is silent: what edge nodes publish would not be stored";
        }
        return "not connected with all MQTT servers";
    }

    private static HostView.ServerView view(ServerLink link) {
        String problem = link.problem().orElse(null);
        return switch (link.stage()) {
            case HostSession.Stage.Online(long timestampMs) ->
                new HostView.ServerView(link.server(), "online", timestampMs, problem);
            case HostSession.Stage.Born(long timestampMs) ->
                new HostView.ServerView(link.server(), "connecting", timestampMs, problem);
            case HostSession.Stage.Announced _ -> new HostView.ServerView(link.server(), "connecting", null, problem);
            case HostSession.Stage.Away _, HostSession.Stage.Leaving _ ->
                new HostView.ServerView(link.server(), "offline", null, problem);
        };
    }

    private boolean isOnline() {
        return !links.isEmpty() && links.stream().allMatch(ServerLink::isOnline);
    }

    private ServerLink link(MqttSettings server) {
        return new ServerLink(
                vertx,
                server,
                config.id(),
                Clock.systemUTC(),
                () -> Future.fromCompletionStage(ownership.check()),
                ConnectionOptions.defaults(),
                whereabouts::heard);
    }

    private synchronized void tick() {
        boolean fresh = heartbeats.areFresh(monotonicMs());
        deafness.note(fresh && (!active || isOnline()), System.currentTimeMillis());
        boolean wanted = active && orders.wantOnline() && fresh;
        if (wanted == entered) {
            return;
        }
        entered = wanted;
        if (wanted) {
            links.forEach(ServerLink::enter);
            return;
        }
        if (active) {
            LOG.warnf("The host leaves: %s", reason(true, fresh));
        }
        links.forEach(ServerLink::leave);
    }

    private void leave() {
        CompletableFuture<?>[] left;
        synchronized (this) {
            entered = false;
            left = links.stream().map(ServerLink::leave).toArray(CompletableFuture<?>[]::new);
        }
        try {
            CompletableFuture.allOf(left).get(LEAVE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("The host could not leave in order: %s", e.getMessage());
        }
    }

    private static long monotonicMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
