package io.oeesuite.command.plant;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.command.TopicReader;
import io.oeesuite.contracts.Birth;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.ServiceStep;
import io.quarkus.arc.All;

/** Keeps the {@link Plant} as births and events tell, and passes events on to whoever waits for them. */
@ApplicationScoped
@Priority(40)
public class PlantStep implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(PlantStep.class);

    /** The log stamps its own time: more than clocks differ, and than what happens takes to get there. */
    private static final Duration STAMP_DELAY = Duration.ofMinutes(1);

    private final KafkaClients kafka;
    private final PlantConfig config;
    private final Clock clock;
    private final List<EventListener> listeners;
    private final Plant plant = new Plant();
    private final TopicReader births;
    private Optional<TopicReader> events = Optional.empty();
    private final CompletableFuture<Void> upToDate = new CompletableFuture<>();

    /** Who is told what machines say from when the picture is up to date, on a thread that must not be held up. */
    public interface EventListener {
        /** The plant knows of it already. */
        void heard(MachineEvent event);
    }

    PlantStep(KafkaClients kafka, PlantConfig config, Clock clock, @All List<EventListener> listeners) {
        this.kafka = kafka;
        this.config = config;
        this.clock = clock;
        this.listeners = listeners;
        this.births = new TopicReader(
                "births", kafka, List.of(Topic.BIRTHS), topic -> new TopicReader.Start.Beginning(), this::birth);
    }

    @Override
    public void checkSettings() {
        if (config.lookBack().isNegative()) {
            throw new InvalidSettings("OEE_PLANT_LOOK_BACK: must not be negative, as P1D.");
        }
    }

    @Override
    public void start() {
        births.start();
        births.caughtUp().thenRun(this::followEvents);
    }

    @Override
    public synchronized void stop() {
        births.close();
        events.ifPresent(TopicReader::close);
    }

    public Plant plant() {
        return plant;
    }

    /** Whether births and events up to the start are in the picture. */
    public boolean isUpToDate() {
        return upToDate.isDone();
    }

    /** Completes when births and events that are there at this moment are in the picture. */
    public CompletableFuture<Void> reachEnd() {
        return upToDate.thenCompose(
                begun -> CompletableFuture.allOf(births.reachEnd(), followed().reachEnd()));
    }

    /**
     * Tells what machines have said since, up to now.
     *
     * @param limit how long that may take
     * @return false when it took longer: something may be missing
     */
    public boolean retell(Instant since, Duration limit, EventListener to) throws InterruptedException {
        try (var past = new TopicReader(
                "past-events",
                kafka,
                List.of(Topic.EVENTS),
                topic -> new TopicReader.Start.Since(since.minus(STAMP_DELAY)),
                (topic, taken) -> to.heard(MachineEvent.parseFrom(taken.value())))) {
            past.start();
            past.caughtUp().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }

    @Override
    public String title() {
        return "the picture of the plant";
    }

    private synchronized TopicReader followed() {
        return events.orElseThrow();
    }

    private synchronized void followEvents() {
        Instant earliest = clock.instant().minus(config.lookBack());
        Instant from = plant.oldestBirthMs()
                .map(Instant::ofEpochMilli)
                .map(born -> born.minus(STAMP_DELAY))
                .filter(born -> born.isAfter(earliest))
                .orElse(earliest);
        LOG.infof("Events are read since %s", from);
        var reader = new TopicReader(
                "events", kafka, List.of(Topic.EVENTS), topic -> new TopicReader.Start.Since(from), this::event);
        events = Optional.of(reader);
        reader.start();
        reader.caughtUp().thenRun(() -> upToDate.complete(null));
    }

    private void birth(Topic topic, ConsumerRecord<byte[], byte[]> taken) throws InvalidProtocolBufferException {
        if (taken.value() == null) {
            String[] key = new String(taken.key(), StandardCharsets.UTF_8).split("/", 3);
            plant.forget(SourceId.of(key[0], key[1], key.length > 2 ? key[2] : ""));
            return;
        }
        plant.declare(Birth.parseFrom(taken.value()));
    }

    private void event(Topic topic, ConsumerRecord<byte[], byte[]> taken) throws InvalidProtocolBufferException {
        MachineEvent event = MachineEvent.parseFrom(taken.value());
        plant.hear(event);
        if (isUpToDate()) {
            listeners.forEach(listener -> listener.heard(event));
        }
    }
}
