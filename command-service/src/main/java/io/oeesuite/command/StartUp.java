package io.oeesuite.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

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

    private final KafkaClients kafka;
    private final List<CommandStep> steps;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String waitingFor = "the start";
    private volatile boolean done;
    private Thread thread;

    StartUp(KafkaClients kafka, @All List<CommandStep> steps) {
        this.kafka = kafka;
        this.steps = steps;
    }

    void onStart(@Observes StartupEvent event) {
        try {
            steps.forEach(CommandStep::checkSettings);
        } catch (InvalidSettings problem) {
            LOG.errorf("command-service does not start: %s", problem.getMessage());
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
        steps.reversed().forEach(CommandStep::stop);
    }

    boolean isDone() {
        return done;
    }

    /** What the start is waiting for, for people. */
    String waitingFor() {
        return waitingFor;
    }

    private void bringUp() {
        if (!topicsReady()) {
            return;
        }
        for (CommandStep step : steps) {
            if (stopping.getCount() == 0) {
                return;
            }
            try {
                step.start();
            } catch (RuntimeException problem) {
                // whoever watches over the service starts it again
                LOG.errorf(problem, "command-service ends: %s could not be started", step);
                Quarkus.asyncExit(NOT_STARTED);
                return;
            }
        }
        done = true;
    }

    /** @return false when the service is stopping */
    private boolean topicsReady() {
        String lastReason = "";
        while (stopping.getCount() > 0) {
            String reason;
            try (var topics = new KafkaTopics(kafka)) {
                topics.requireAll();
                return true;
            } catch (ExecutionException | TimeoutException | IllegalStateException | KafkaException notYet) {
                reason = reason(notYet);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
            waitingFor = "Kafka at " + kafka.bootstrapServers() + ": " + reason;
            if (!reason.equals(lastReason)) {
                LOG.warnf("Waiting for %s", waitingFor);
                lastReason = reason;
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

    private static String reason(Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? "no answer" : cause.getMessage();
    }
}
