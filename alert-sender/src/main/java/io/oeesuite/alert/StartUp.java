package io.oeesuite.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jboss.logging.Logger;

import io.oeesuite.contracts.Topic;
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
    private static final int TIMEOUT_MS = 5_000;

    /** Exit code, EX_CONFIG of sysexits.h. */
    private static final int BAD_SETTINGS = 78;

    private final KafkaClients kafka;
    private final List<AlertStep> steps;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String waitingFor = "the start";
    private volatile boolean done;
    private Thread thread;

    StartUp(KafkaClients kafka, @All List<AlertStep> steps) {
        this.kafka = kafka;
        this.steps = steps;
    }

    void onStart(@Observes StartupEvent event) {
        try {
            steps.forEach(AlertStep::checkSettings);
        } catch (InvalidSettings problem) {
            LOG.errorf("alert-sender does not start: %s", problem.getMessage());
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
        steps.reversed().forEach(AlertStep::stop);
    }

    boolean isDone() {
        return done;
    }

    /** What the start is waiting for, for people. */
    String waitingFor() {
        return waitingFor;
    }

    private void bringUp() {
        if (topicsReady()) {
            steps.forEach(AlertStep::start);
            done = true;
        }
    }

    /** @return false when the service is stopping */
    private boolean topicsReady() {
        String lastReason = "";
        try (Admin admin = kafka.admin(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS))) {
            while (stopping.getCount() > 0) {
                String reason = missing(admin);
                if (reason.isEmpty()) {
                    return true;
                }
                waitingFor = "Kafka at " + kafka.bootstrapServers() + ": " + reason;
                if (!reason.equals(lastReason)) {
                    LOG.warnf("Waiting for %s", waitingFor);
                    lastReason = reason;
                }
                stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Empty when nothing is. */
    private static String missing(Admin admin) throws InterruptedException {
        try {
            var present = admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            List<String> missing = Arrays.stream(Topic.values())
                    .map(Topic::topicName)
                    .filter(name -> !present.contains(name))
                    .toList();
            return missing.isEmpty()
                    ? ""
                    : "the topics " + String.join(", ", missing)
                            + " do not exist yet; ingest-service creates them when it starts";
        } catch (ExecutionException | TimeoutException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return cause.getMessage() == null ? "no answer" : cause.getMessage();
        }
    }
}
