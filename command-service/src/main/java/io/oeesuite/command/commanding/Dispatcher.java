package io.oeesuite.command.commanding;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

import io.oeesuite.command.plant.Plant;
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
    private static final int MOST_AT_ONCE = 500;

    private final CommandBook book;
    private final Outbox outbox;
    private final Confirmations confirmations;
    private final OutcomeLog log;
    private final Plant plant;
    private final Line line;
    private final Supplier<CompletableFuture<Void>> readToEnd;
    private final Supplier<CompletableFuture<Void>> ownership;
    private final InstantSource clock;
    private final CommandMeters meters;
    private final BlockingQueue<MachineEvent> heard = new LinkedBlockingQueue<>();
    private final Map<String, CommandOutcome> unwritten = new LinkedHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("dispatcher").daemon().unstarted(this::run);

    /** The way to edge nodes. */
    interface Line {
        boolean canSend();

        CompletableFuture<Void> send(SourceId target, CommandMessage message);
    }

    /**
     * @param readToEnd completes when the book says all that the log does at this moment
     * @param ownership fails when another replica is the host
     */
    Dispatcher(
            CommandBook book,
            Outbox outbox,
            Confirmations confirmations,
            OutcomeLog log,
            Plant plant,
            Line line,
            Supplier<CompletableFuture<Void>> readToEnd,
            Supplier<CompletableFuture<Void>> ownership,
            InstantSource clock,
            CommandMeters meters) {
        this.book = book;
        this.outbox = outbox;
        this.confirmations = confirmations;
        this.log = log;
        this.plant = plant;
        this.line = line;
        this.readToEnd = readToEnd;
        this.ownership = ownership;
        this.clock = clock;
        this.meters = meters;
    }

    void start() {
        thread.start();
    }

    /** A command has changed: have a look. */
    void wake() {
        news.release();
    }

    /** What a machine says, at once; it is looked at on the own thread. */
    void hear(SourceId source, MachineEvent event) {
        if (confirmations.isExpected(source)) {
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
                } catch (KafkaException failed) {
                    if (failed instanceof InterruptException) {
                        return;
                    }
                    LOG.warnf("Commands wait: %s", failed.getMessage());
                    pause();
                } catch (OutcomeLog.ShutOut shutOut) {
                    if (!isOwner()) {
                        LOG.warn("Another replica sends the commands now");
                        return;
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody else can write now; what others wrote is read before anything is decided. */
    private void takeOver() throws InterruptedException {
        log.takeOver();
        try {
            readToEnd.get().get(READ_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            throw new KafkaException("the log of commands cannot be read to its end", late);
        }
        confirmations.forgetAll();
        for (CommandRecord open : book.open()) {
            if (open.isSent()) {
                confirmations.expect(open, open.changedMs());
                plant.find(open.target())
                        .map(source -> confirmations.look(source, open.changedMs()))
                        .ifPresent(ids -> ids.forEach(id -> note(id, CommandStatus.COMMAND_STATUS_CONFIRMED, "")));
            }
        }
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
            writeOutcomes();
            toSend.forEach(this::send);
        }
    }

    private void conclude() {
        List<MachineEvent> events = new ArrayList<>();
        heard.drainTo(events);
        for (MachineEvent event : events) {
            SourceId source = SourceId.of(event.getGroup(), event.getNode(), event.getDevice());
            confirmations.hear(source, event).forEach(id -> note(id, CommandStatus.COMMAND_STATUS_CONFIRMED, ""));
        }
        confirmations
                .overdue(clock.millis())
                .forEach(late -> note(late.id(), CommandStatus.COMMAND_STATUS_UNCONFIRMED, late.missing()));
    }

    private List<CommandRecord> decide() {
        List<CommandRecord> toSend = new ArrayList<>();
        for (Outbox.Step step : outbox.steps(book.open(), line.canSend(), clock.millis(), MOST_AT_ONCE)) {
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
        unwritten.clear();
        log.write(outcomes);
        outcomes.forEach(book::apply);
        outcomes.forEach(meters::outcome);
    }

    private void send(CommandRecord command) {
        long nowMs = clock.millis();
        // before the message: its confirmation may be quick
        confirmations.expect(command, nowMs);
        line.send(command.target(), CommandMessage.of(command.command(), nowMs)).whenComplete((sent, failure) -> {
            if (failure != null) {
                LOG.warnf(
                        "It is not known whether a command went out: id=%s target=%s: %s",
                        command.id(), command.target(), failure.getMessage());
            }
        });
    }

    /** Kafka shuts a writer out for its own slowness too. */
    private boolean isOwner() throws InterruptedException {
        try {
            ownership.get().get(READ_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException no) {
            return false;
        }
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

    private boolean isRunning() {
        return ending.getCount() > 0;
    }

    private void pause() throws InterruptedException {
        if (ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("Ending while Kafka is away");
        }
    }
}
