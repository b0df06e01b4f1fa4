package io.oeesuite.ingest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.oeesuite.ingest.topics.TopicProvisioning;
import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Brings the service up in order: settings, Kafka and its topics, the steps.
 *
 * <p>Bad settings end the process with one line. While Kafka is not there the service waits for it and says so; HTTP answers meanwhile and readiness is down.
 */
@ApplicationScoped
class StartUp {
    private static final Logger LOG = Logger.getLogger(StartUp.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Exit code, EX_CONFIG of sysexits.h. */
    private static final int BAD_SETTINGS = 78;

    /** Exit code, EX_UNAVAILABLE of sysexits.h. */
    private static final int NOT_STARTED = 69;

    private final IngestConfig config;
    private final TopicProvisioning topics;
    private final String kafka;
    private final List<IngestStep> steps;
    private final IntConsumer exit;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String waitingFor = "the start";
    private volatile boolean done;
    private Thread thread;

    @Inject
    StartUp(
            IngestConfig config,
            TopicProvisioning topics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
            @All List<IngestStep> steps) {
        this(config, topics, kafka, steps, Quarkus::asyncExit);
    }

    /** @param exit ends the process with a code */
    StartUp(IngestConfig config, TopicProvisioning topics, String kafka, List<IngestStep> steps, IntConsumer exit) {
        this.exit = exit;
        this.config = config;
        this.topics = topics;
        this.kafka = kafka;
        this.steps = steps.stream()
                .filter(step -> config.steps().contains(step.name()))
                .toList();
    }

    void onStart(@Observes StartupEvent event) {
        try {
            if (steps.isEmpty() || steps.size() < config.steps().size()) {
                throw new InvalidSettings("OEE_INGEST_STEPS: " + config.steps()
                        + " names something else than receive and session. Leave it unset to run both.");
            }
            topics.checkSettings();
            steps.forEach(IngestStep::checkSettings);
        } catch (InvalidSettings problem) {
            refuse(problem);
            return;
        }
        thread = Thread.ofPlatform().name("start-up").daemon().start(this::bringUp);
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join();
        }
        steps.reversed().forEach(IngestStep::stop);
    }

    boolean isDone() {
        return done;
    }

    /** What the start is waiting for, for people. */
    String waitingFor() {
        return waitingFor;
    }

    private void refuse(RuntimeException problem) {
        LOG.errorf("ingest-service does not start: %s", problem.getMessage());
        exit.accept(BAD_SETTINGS);
    }

    private void bringUp() {
        try {
            if (!topicsReady()) {
                return;
            }
        } catch (RuntimeException unusable) {
            refuse(unusable);
            return;
        }
        for (IngestStep step : steps) {
            if (stopping.getCount() == 0 || !started(step)) {
                return;
            }
        }
        done = true;
    }

    /** Whoever watches over the service starts it again. */
    private boolean started(IngestStep step) {
        try {
            step.start();
            return true;
        } catch (RuntimeException problem) {
            LOG.errorf(
                    problem,
                    "ingest-service ends: %s could not be started",
                    step.getClass().getSimpleName());
            exit.accept(NOT_STARTED);
            return false;
        }
    }

    /** @return false when the service is stopping */
    private boolean topicsReady() {
        String lastReason = "";
        while (stopping.getCount() > 0) {
            try {
                topics.provision();
                return true;
            } catch (TopicProvisioning.NotPossibleYet failure) {
                String reason = failure.getMessage();
                waitingFor = "Kafka at " + kafka + ": " + reason;
                if (!reason.equals(lastReason)) {
                    LOG.warnf("Waiting for %s", waitingFor);
                    lastReason = reason;
                }
            }
            pause();
        }
        return false;
    }

    private void pause() {
        try {
            if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopping while waiting for Kafka");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
