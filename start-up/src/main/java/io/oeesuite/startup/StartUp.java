package io.oeesuite.startup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Brings a service up in order: settings, what it needs, its steps.
 *
 * <p>Bad settings end the process with one line. A server that is not there yet is waited for, with a line that says for what; HTTP answers meanwhile and readiness
 * is down.
 */
@ApplicationScoped
public class StartUp {
    private static final Logger LOG = Logger.getLogger(StartUp.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Exit code, EX_CONFIG of sysexits.h. */
    private static final int BAD_SETTINGS = 78;

    /** Exit code, EX_UNAVAILABLE of sysexits.h. */
    private static final int NOT_STARTED = 69;

    private final String service;
    private final List<CheckedSettings> settings;
    private final List<Prerequisite> prerequisites;
    private final List<ServiceStep> steps;
    private final IntConsumer exit;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String waitingFor = "the start";
    private volatile boolean done;
    private Thread thread;

    @Inject
    StartUp(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @All List<CheckedSettings> settings,
            @All List<Prerequisite> prerequisites,
            @All List<ServiceStep> steps) {
        this(service, settings, prerequisites, steps, Quarkus::asyncExit);
    }

    /** @param exit ends the process with a code */
    StartUp(
            String service,
            List<CheckedSettings> settings,
            List<Prerequisite> prerequisites,
            List<ServiceStep> steps,
            IntConsumer exit) {
        this.service = service;
        this.settings = settings;
        this.prerequisites = prerequisites;
        this.steps = steps.stream().filter(ServiceStep::isWanted).toList();
        this.exit = exit;
    }

    void onStart(@Observes StartupEvent event) {
        try {
            settings.stream()
                    .filter(checked -> !(checked instanceof ServiceStep step) || step.isWanted())
                    .forEach(CheckedSettings::checkSettings);
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
        steps.reversed().forEach(ServiceStep::stop);
    }

    boolean isDone() {
        return done;
    }

    /** What the start is waiting for, for people. */
    String waitingFor() {
        return waitingFor;
    }

    private void bringUp() {
        try {
            for (Prerequisite prerequisite : prerequisites) {
                if (!isThere(prerequisite)) {
                    return;
                }
            }
        } catch (InvalidSettings problem) {
            refuse(problem);
            return;
        }
        LOG.infof(
                "Connected: %s", prerequisites.stream().map(Prerequisite::title).collect(Collectors.joining(", ")));
        for (ServiceStep step : steps) {
            if (stopping.getCount() == 0 || !isStarted(step)) {
                return;
            }
        }
        done = true;
    }

    private void refuse(InvalidSettings problem) {
        LOG.errorf("%s does not start: %s", service, problem.getMessage());
        exit.accept(BAD_SETTINGS);
    }

    /** @return false when the service is stopping */
    private boolean isThere(Prerequisite prerequisite) {
        waitingFor = prerequisite.title();
        String lastReason = "";
        while (stopping.getCount() > 0) {
            try {
                prerequisite.require();
                return true;
            } catch (InvalidSettings hopeless) {
                throw hopeless;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            } catch (Exception notYet) {
                String reason = rootMessage(notYet);
                waitingFor = prerequisite.title() + ": " + reason;
                if (!reason.equals(lastReason)) {
                    LOG.warnf("Waiting for %s", waitingFor);
                    lastReason = reason;
                }
            }
            pause();
        }
        return false;
    }

    /** Whoever watches over the service starts it again. */
    private boolean isStarted(ServiceStep step) {
        waitingFor = step.title() + " to start";
        try {
            step.start();
            return true;
        } catch (RuntimeException problem) {
            LOG.errorf(problem, "%s ends: %s could not be started", service, step.title());
            exit.accept(NOT_STARTED);
            return false;
        }
    }

    private void pause() {
        try {
            if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopping while waiting");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        return message.lines()
                .findFirst()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .orElseGet(cause.getClass()::getSimpleName);
    }
}
