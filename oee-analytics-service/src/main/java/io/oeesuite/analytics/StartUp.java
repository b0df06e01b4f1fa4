package io.oeesuite.analytics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Brings the service up in order: settings, PostgreSQL and its schema, Kafka and its topics, the pipeline.
 *
 * <p>Bad settings end the process with one line. A server that is not there yet is waited for, with a line that says for what; HTTP answers
 * meanwhile and readiness is down.
 */
@ApplicationScoped
class StartUp {
    private static final Logger LOG = Logger.getLogger(StartUp.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Exit code, EX_CONFIG of sysexits.h. */
    private static final int BAD_SETTINGS = 78;

    private final DatabaseSettings database;
    private final Flyway flyway;
    private final KafkaClients kafka;
    private final List<PipelineStep> pipeline;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String waitingFor = "the start";
    private volatile boolean done;
    private Thread thread;

    StartUp(DatabaseSettings database, Flyway flyway, KafkaClients kafka, @All List<PipelineStep> pipeline) {
        this.database = database;
        this.flyway = flyway;
        this.kafka = kafka;
        this.pipeline = pipeline;
    }

    void onStart(@Observes StartupEvent event) {
        try {
            database.check();
            pipeline.forEach(PipelineStep::checkSettings);
        } catch (InvalidSettings problem) {
            LOG.errorf("oee-analytics-service does not start: %s", problem.getMessage());
            Quarkus.asyncExit(BAD_SETTINGS);
            return;
        }
        thread = Thread.ofPlatform().name("start-up").daemon().start(this::bringUp);
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join();
        }
        pipeline.reversed().forEach(PipelineStep::stop);
    }

    boolean isDone() {
        return done;
    }

    /** What the start is waiting for, for people. */
    String waitingFor() {
        return waitingFor;
    }

    private void bringUp() {
        try (var topics = new KafkaTopics(kafka)) {
            var ready = retry("PostgreSQL at " + database, flyway::migrate)
                    && retry("Kafka at " + kafka.bootstrapServers(), topics::requireAll);
            if (!ready) {
                return;
            }
        }
        for (PipelineStep step : pipeline) {
            if (!retry(step + " to start", step::start)) {
                return;
            }
        }
        done = true;
        LOG.infof("Connected: PostgreSQL %s, Kafka %s", database, kafka.bootstrapServers());
    }

    /** @return false when the service is stopping */
    private boolean retry(String target, Attempt attempt) {
        waitingFor = target;
        var lastReason = "";
        while (stopping.getCount() > 0) {
            try {
                attempt.run();
                return true;
            } catch (Exception failure) {
                var reason = rootMessage(failure);
                if (!reason.equals(lastReason)) {
                    LOG.warnf("Waiting for %s: %s", target, reason);
                    lastReason = reason;
                }
                waitingFor = target + ": " + reason;
            }
            pause();
        }
        return false;
    }

    private void pause() {
        try {
            stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private static String rootMessage(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("").strip();
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }
}
