package io.oeesuite.command.commanding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

import io.oeesuite.command.plant.PlantStep;
import io.oeesuite.command.plant.SourceId;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.CommandStatus;
import io.oeesuite.contracts.MachineEvent;

/**
 * Sends what is to be sent and follows it until it is confirmed, on the replica that is the host, on a thread of its own, from taking over until it ends.
 *
 * <p>That a command is sent is in the log before the message goes out. After a crash in between it is not sent again: it stays unconfirmed, which is what is known.
 */
final class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration TICK = Duration.ofMillis(50);
    /** What comes within this time shares a transaction, which costs Kafka more than what is in it. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    /** Less than another replica needs to take over from one that has just been heard by Kafka. */
    private static final Duration OWNED = Duration.ofSeconds(3);

    private static final int MOST_AT_ONCE = 500;

    private final CommandBook book;
    private final Outbox outbox;
    private final Confirmations confirmations;
    private final OutcomeLog log;
    private final Reading reading;
    private final Line line;
    private final PresenceWatch presence;
    private final Supplier<CompletableFuture<Void>> ownership;
    private final InstantSource clock;
    private final CommandMeters meters;
    private final BlockingQueue<MachineEvent> heard = new LinkedBlockingQueue<>();
    private final Map<String, CommandOutcome> unwritten = new LinkedHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private volatile Optional<String> problem = Optional.of("commands wait: what was before is being read");
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("dispatcher").daemon().unstarted(this::run);

    /** The way to edge nodes. */
    interface Line {
        boolean canSend();

        CompletableFuture<Void> send(SourceId target, CommandMessage message);
    }

    /** What is known of the plant and of the log of commands. */
    interface Reading {
        /** Completes when plant and book say all that Kafka does at this moment. */
        CompletableFuture<Void> toEnd();

        /** Tells again what machines have said since. @return false when that was not all */
        boolean retell(Instant since, Duration limit, PlantStep.EventListener to) throws InterruptedException;
    }

    /**
     * @param ownership fails when another replica is the host
     */
    Dispatcher(
            CommandBook book,
            Outbox outbox,
            Confirmations confirmations,
            OutcomeLog log,
            Reading reading,
            Line line,
            PresenceWatch presence,
            Supplier<CompletableFuture<Void>> ownership,
            InstantSource clock,
            CommandMeters meters) {
        this.book = book;
        this.outbox = outbox;
        this.confirmations = confirmations;
        this.log = log;
        this.reading = reading;
        this.line = line;
        this.presence = presence;
        this.ownership = ownership;
        this.clock = clock;
        this.meters = meters;
    }

    void start() {
        thread.start();
    }

    /** Why nothing is sent; empty when all is well. */
    Optional<String> problem() {
        return thread.isAlive() ? problem : Optional.of("commands are not sent: restart this replica");
    }

    /** A command has changed: have a look. */
    void wake() {
        news.release();
    }

    /** What a machine says, at once; it is looked at on the own thread. */
    void hear(MachineEvent event) {
        if (confirmations.isExpected(source(event))) {
            heard.add(event);
            wake();
        }
    }

    /** Sends nothing any more when it returns. */
    void end() {
        ending.countDown();
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends without waiting: the log lets nothing through any more. */
    void abandon() {
        ending.countDown();
        wake();
    }

    private void run() {
        try (log) {
            while (isRunning()) {
                try {
                    takeOver();
                    work();
                } catch (OutcomeLog.ShutOut shutOut) {
                    // Kafka shuts a writer out for its own slowness too
                    failed(shutOut);
                    awaitOwnership();
                } catch (InterruptException stopped) {
                    return;
                } catch (RuntimeException failure) {
                    failed(failure);
                    pause();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(Exception failure) {
        problem = Optional.of("commands wait: " + failure.getMessage());
        if (failure instanceof OutcomeLog.ShutOut || failure instanceof KafkaException) {
            LOG.warnf("Commands wait: %s", failure.getMessage());
            return;
        }
        LOG.error("Commands wait for a defect to pass", failure);
    }

    /** Nobody else can write now; what others wrote is read before anything is decided. */
    private void takeOver() throws InterruptedException {
        // at the start this may take long: nobody is shut out before
        await(reading.toEnd(), Duration.ofDays(1));
        log.takeOver();
        await(reading.toEnd(), READ_LIMIT);
        // while commands waited nobody watched: the host may have been away
        presence.forget();
        // all else is decided anew, by what the log says now
        unwritten.values().removeIf(outcome -> !isConclusion(outcome));
        confirmations.forgetAll();
        OptionalLong earliestMs = OptionalLong.empty();
        for (CommandRecord open : book.open()) {
            if (open.isSent() && !unwritten.containsKey(open.id())) {
                confirmations.expect(open, open.changedMs());
                earliestMs = OptionalLong.of(Math.min(earliestMs.orElse(Long.MAX_VALUE), open.changedMs()));
            }
        }
        if (earliestMs.isPresent()
                && !reading.retell(Instant.ofEpochMilli(earliestMs.getAsLong()), READ_LIMIT, this::hear)) {
            LOG.warn("Not all events since the last commands could be read again: some may end as unconfirmed");
        }
        problem = Optional.empty();
        LOG.infof("Commands are sent by this replica; %d are open", book.open().size());
    }

    private void work() throws OutcomeLog.ShutOut, InterruptedException {
        while (isRunning()) {
            if (news.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)
                    && !ending.await(GATHER.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
            conclude();
            List<CommandRecord> toSend = decide();
            // who can write now is the host until others have had the time to take over
            long ownedMs = clock.millis();
            writeOutcomes();
            send(toSend, ownedMs);
        }
    }

    private void conclude() {
        List<MachineEvent> events = new ArrayList<>();
        heard.drainTo(events);
        for (MachineEvent event : events) {
            confirmations
                    .hear(source(event), event)
                    .forEach(id -> note(id, CommandStatus.COMMAND_STATUS_CONFIRMED, ""));
        }
        confirmations
                .overdue(clock.millis())
                .forEach(late -> note(late.id(), CommandStatus.COMMAND_STATUS_UNCONFIRMED, late.missing()));
    }

    private List<CommandRecord> decide() {
        List<CommandRecord> toSend = new ArrayList<>();
        long nowMs = clock.millis();
        HostPresence host = presence.see(line.canSend(), nowMs);
        for (Outbox.Step step : outbox.steps(book.open(), host, nowMs, MOST_AT_ONCE)) {
            CommandRecord of = step.of();
            switch (step) {
                case Outbox.Step.Send _ -> {
                    note(of.id(), CommandStatus.COMMAND_STATUS_SENT, "");
                    toSend.add(of);
                }
                case Outbox.Step.Expire _ -> note(of.id(), CommandStatus.COMMAND_STATUS_EXPIRED, expiry(of));
                case Outbox.Step.Refuse(var _, CommandProblem why) ->
                    unwritten.put(
                            of.id(),
                            outcome(of, CommandStatus.COMMAND_STATUS_REJECTED)
                                    .setProblem(why.name())
                                    .setDetail(why.detail())
                                    .build());
            }
        }
        return toSend;
    }

    private void writeOutcomes() throws OutcomeLog.ShutOut {
        if (unwritten.isEmpty()) {
            return;
        }
        List<CommandOutcome> outcomes = List.copyOf(unwritten.values());
        log.write(outcomes);
        unwritten.clear();
        outcomes.forEach(book::apply);
        outcomes.forEach(meters::outcome);
    }

    /** The log says already that they are sent; but this process may have been stopped since, and the world gone on. */
    private void send(List<CommandRecord> commands, long writtenMs) throws InterruptedException {
        long ownedMs = writtenMs;
        for (CommandRecord command : commands) {
            if (clock.millis() - ownedMs > OWNED.toMillis()) {
                if (!isOwner()) {
                    keepBack(command, "this replica was the host no longer");
                    continue;
                }
                ownedMs = clock.millis();
            }
            if (command.command().getExpiresMs() <= clock.millis()) {
                keepBack(command, "its time was over before it could go out");
                continue;
            }
            send(command);
        }
    }

    private void keepBack(CommandRecord command, String why) {
        LOG.warnf("A command is kept back: id=%s target=%s: %s", command.id(), command.target(), why);
        note(command.id(), CommandStatus.COMMAND_STATUS_UNCONFIRMED, "not sent: " + why);
    }

    private void send(CommandRecord command) {
        long nowMs = clock.millis();
        try {
            CommandMessage message = CommandMessage.of(command.command(), nowMs);
            // before the message: its confirmation may be quick
            confirmations.expect(command, nowMs);
            line.send(command.target(), message).whenComplete((sent, failure) -> {
                if (failure != null) {
                    LOG.warnf(
                            "It is not known whether a command went out: id=%s target=%s: %s",
                            command.id(), command.target(), failure.getMessage());
                }
            });
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "A command could not be sent: id=%s target=%s", command.id(), command.target());
            confirmations.expect(command, nowMs);
        }
    }

    private void awaitOwnership() throws InterruptedException {
        do {
            pause();
        } while (isRunning() && !isOwner());
    }

    private boolean isOwner() throws InterruptedException {
        try {
            await(ownership.get(), READ_LIMIT);
            return true;
        } catch (KafkaException no) {
            return false;
        }
    }

    /** @throws KafkaException when it fails, takes too long, or all is ending: whoever ends may be who has to answer */
    private void await(CompletableFuture<Void> answer, Duration limit) throws InterruptedException {
        long startedNanos = System.nanoTime();
        while (isRunning() && System.nanoTime() - startedNanos < limit.toNanos()) {
            try {
                answer.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                continue;
            } catch (ExecutionException failed) {
                throw new KafkaException(failed.getCause().getMessage(), failed.getCause());
            }
        }
        throw new KafkaException("no answer from Kafka");
    }

    private String expiry(CommandRecord of) {
        if (of.isWaitingForApproval()) {
            return "nobody approved it in time";
        }
        return line.canSend() ? "its turn did not come in time" : "the host was not online in time";
    }

    private void note(String id, CommandStatus status, String detail) {
        book.find(id)
                .ifPresent(of ->
                        unwritten.put(id, outcome(of, status).setDetail(detail).build()));
    }

    private CommandOutcome.Builder outcome(CommandRecord of, CommandStatus status) {
        return CommandOutcome.newBuilder()
                .setCommandId(of.id())
                .setGroup(of.command().getGroup())
                .setNode(of.command().getNode())
                .setDevice(of.command().getDevice())
                .setStatus(status)
                .setTimeMs(clock.millis());
    }

    private static boolean isConclusion(CommandOutcome outcome) {
        return outcome.getStatus() == CommandStatus.COMMAND_STATUS_CONFIRMED
                || outcome.getStatus() == CommandStatus.COMMAND_STATUS_UNCONFIRMED;
    }

    private static SourceId source(MachineEvent event) {
        return SourceId.of(event.getGroup(), event.getNode(), event.getDevice());
    }

    private boolean isRunning() {
        return ending.getCount() > 0;
    }

    private void pause() throws InterruptedException {
        if (ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("Ending while commands wait");
        }
    }
}
