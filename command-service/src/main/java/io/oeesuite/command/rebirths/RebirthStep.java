package io.oeesuite.command.rebirths;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.command.TopicReader;
import io.oeesuite.command.commanding.Actors;
import io.oeesuite.command.commanding.CommandLog;
import io.oeesuite.command.commanding.CommandRecord;
import io.oeesuite.command.commanding.CommandingStep;
import io.oeesuite.command.commanding.CommandsConfig;
import io.oeesuite.command.host.HostStep;
import io.oeesuite.command.ownership.Ownership;
import io.oeesuite.command.plant.PlantStep;
import io.oeesuite.command.plant.Source;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.Command;
import io.oeesuite.contracts.CommandKind;
import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RebirthCause;
import io.oeesuite.contracts.RebirthRequest;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;

/**
 * Turns requests for rebirth into commands. Every replica reads the requests and forgets those that are met, so that one that becomes the host knows what is still to be
 * done; only the host writes commands, and only while it can send.
 */
@ApplicationScoped
@Priority(25)
class RebirthStep implements ServiceStep, Ownership.Duty, PlantStep.EventListener {
    private static final Logger LOG = Logger.getLogger(RebirthStep.class);
    private static final long TICK_MS = 20;

    private final KafkaClients kafka;
    private final CommandsConfig config;
    private final CommandingStep commanding;
    private final CommandLog log;
    private final HostStep host;
    private final Clock clock;
    private final RebirthQueue queue;
    private final Counter requests;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rebirths").daemon().factory());
    private volatile Optional<TopicReader> reader = Optional.empty();
    private volatile boolean active;

    RebirthStep(
            KafkaClients kafka,
            CommandsConfig config,
            CommandingStep commanding,
            CommandLog log,
            HostStep host,
            PlantStep plant,
            Clock clock,
            MeterRegistry registry) {
        this.kafka = kafka;
        this.config = config;
        this.commanding = commanding;
        this.log = log;
        this.host = host;
        this.clock = clock;
        this.queue = new RebirthQueue(
                commanding.pace(),
                config.rebirthRequestAge(),
                node -> plant.plant().find(node).map(Source::bornMs).orElse(0L));
        RebirthQueue ordered = queue;
        // before the log is read
        commanding.book().watch(changed -> noteOrdered(ordered, changed));
        this.requests = registry.counter("oee.rebirth.requests");
        Gauge.builder("oee.rebirth.waiting", queue::size)
                .description("Edge nodes that wait for their turn to be asked for a birth")
                .register(registry);
    }

    @Override
    public void start() {
        var since = new TopicReader.Start.Since(clock.instant().minus(config.rebirthRequestAge()));
        var started = new TopicReader(
                "rebirth-requests", kafka, List.of(Topic.REBIRTH_REQUESTS), topic -> since, this::request);
        reader = Optional.of(started);
        started.start();
        timer.scheduleWithFixedDelay(this::release, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
        reader.ifPresent(TopicReader::close);
    }

    @Override
    public void begin() {
        active = true;
    }

    @Override
    public void end() {
        active = false;
    }

    @Override
    public void abandon() {
        active = false;
    }

    @Override
    public void heard(MachineEvent event) {
        if (event.getKind() == EventKind.EVENT_KIND_BIRTH && event.getDevice().isEmpty()) {
            queue.born(SourceId.ofNode(event.getGroup(), event.getNode()), event.getReceiveTimeMs());
        }
    }

    @Override
    public String title() {
        return "rebirth requests";
    }

    private void request(Topic topic, ConsumerRecord<byte[], byte[]> taken) throws InvalidProtocolBufferException {
        RebirthRequest request = RebirthRequest.parseFrom(taken.value());
        requests.increment();
        if (host.commands(request.getGroup())) {
            queue.request(request, clock.millis());
        }
    }

    /** What is accepted will be sent by whoever is the host then: it must not be ordered again. */
    private static void noteOrdered(RebirthQueue queue, CommandRecord changed) {
        boolean ofNode = changed.command().getKind() == CommandKind.COMMAND_KIND_REBIRTH
                && changed.target().device().isEmpty();
        if (ofNode && (changed.isPending() || changed.isSent())) {
            queue.ordered(changed.target(), changed.changedMs());
        }
    }

    private void release() {
        try {
            if (!active || !host.canSend() || !commanding.isSending() || !isUpToDate()) {
                return;
            }
            queue.due(clock.millis()).forEach(this::order);
        } catch (RuntimeException defect) {
            LOG.error("Rebirths could not be released", defect);
        }
    }

    private boolean isUpToDate() {
        return reader.filter(read -> read.caughtUp().isDone()).isPresent();
    }

    private void order(RebirthQueue.Due due) {
        long nowMs = clock.millis();
        Command command = Command.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setKind(CommandKind.COMMAND_KIND_REBIRTH)
                .setGroup(due.node().group())
                .setNode(due.node().node())
                .setActor(Actors.INGEST)
                .setReason(word(due.cause()) + ": " + due.detail()
                        + (due.requests() > 1 ? " (" + due.requests() + " requests)" : ""))
                .setAcceptedMs(nowMs)
                .setExpiresMs(nowMs + config.expiry().toMillis())
                .build();
        log.write(command).whenComplete((written, failure) -> {
            if (failure != null) {
                // ingest-service asks again while it is needed
                LOG.warnf("A rebirth could not be ordered: node=%s: %s", due.node(), failure.getMessage());
            }
        });
    }

    /** {@code sequence-gap}. */
    private static String word(RebirthCause cause) {
        return cause.name()
                .replaceFirst("^REBIRTH_CAUSE_", "")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
