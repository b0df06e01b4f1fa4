package io.oeesuite.auth.audit;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.auth.database.DatabaseUnavailableException;
import io.oeesuite.auth.database.StatementRefusedException;
import io.oeesuite.auth.database.Transactions;
import io.oeesuite.httpaccess.ProblemException;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.ServiceStep;

/** Keeps what was decided at the broker's question, beside its answer: summed up, written behind, waiting while PostgreSQL is away. */
@ApplicationScoped
@Priority(10)
public class AuditTrail implements ServiceStep {
    private static final Logger LOG = Logger.getLogger(AuditTrail.class);
    private static final Duration CLEANING = Duration.ofHours(1);

    private final AuditConfig config;
    private final Transactions transactions;
    private final Clock clock;
    private final Summary summary;
    private final Counter lost;
    private final Deque<Summary.Sum> waiting = new ArrayDeque<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private long cleanedNanos = System.nanoTime() - CLEANING.toNanos();
    private Thread thread;

    AuditTrail(AuditConfig config, Transactions transactions, MeterRegistry meters, Clock clock) {
        this.config = config;
        this.transactions = transactions;
        this.clock = clock;
        summary = new Summary(config.toldApart());
        lost = Counter.builder("oee.auth.audit.lost")
                .description("Entries given up because PostgreSQL was away for too long, or does not take them")
                .register(meters);
    }

    @Override
    public void checkSettings() {
        if (!config.retention().isPositive() || !config.summedOver().isPositive()) {
            throw new InvalidSettings("OEE_AUTH_AUDIT_RETENTION and OEE_AUTH_AUDIT_SUMMED_OVER must be positive.");
        }
        if (config.toldApart() < 1 || config.waiting() < 1) {
            throw new InvalidSettings("OEE_AUTH_AUDIT_TOLD_APART and OEE_AUTH_AUDIT_WAITING must be at least 1.");
        }
    }

    /** The first of its kind is logged at once; its number follows. */
    public void add(AuditEntry entry) {
        if (summary.add(entry, clock.instant())) {
            AuditTable.log(entry, 1);
        }
    }

    @Override
    public String title() {
        return "the audit";
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("audit").daemon().start(this::keep);
    }

    @Override
    public void stop() {
        stopping.countDown();
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void keep() {
        boolean last = false;
        while (!last) {
            last = isStopping();
            takeSums();
            try {
                write();
                clean();
            } catch (DatabaseUnavailableException away) {
                LOG.debugf("The audit waits for PostgreSQL: entries=%d", waiting.size());
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "The audit could not be written: entries=%d", waiting.size());
            }
        }
    }

    private boolean isStopping() {
        try {
            return stopping.await(config.summedOver().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    private void takeSums() {
        for (Summary.Sum sum : summary.take()) {
            if (sum.times() > 1) {
                AuditTable.log(sum.entry(), sum.times());
            }
            if (waiting.size() >= config.waiting()) {
                waiting.removeFirst();
                lost.increment();
            }
            waiting.addLast(sum);
        }
    }

    private void write() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            write(waiting);
            waiting.clear();
        } catch (ProblemException | StatementRefusedException refused) {
            LOG.debugf("One by one, as not all can be written: entries=%d", waiting.size());
            writeEach();
        }
    }

    /** One that is never taken must not keep back the others. */
    private void writeEach() {
        while (!waiting.isEmpty()) {
            Summary.Sum next = waiting.getFirst();
            try {
                write(List.of(next));
            } catch (ProblemException unreadable) {
                giveUp(next, unreadable.problem().name());
            } catch (StatementRefusedException refused) {
                if (!refused.isForItsValue()) {
                    throw refused;
                }
                giveUp(next, refused.state());
            }
            waiting.removeFirst();
        }
    }

    private void write(Collection<Summary.Sum> sums) {
        transactions.run(database -> {
            for (Summary.Sum sum : sums) {
                AuditTable.write(database, sum.entry(), sum.first(), sum.last(), sum.times());
            }
            return null;
        });
    }

    /** What strangers wrote into it is not repeated. */
    private void giveUp(Summary.Sum refused, String why) {
        lost.increment();
        LOG.errorf(
                "PostgreSQL does not take an entry of the audit, it is lost: action=%s outcome=%s times=%d: %s",
                refused.entry().action(), refused.entry().outcome(), refused.times(), why);
    }

    private void clean() {
        if (System.nanoTime() - cleanedNanos < CLEANING.toNanos()) {
            return;
        }
        cleanedNanos = System.nanoTime();
        var oldest = OffsetDateTime.ofInstant(clock.instant().minus(config.retention()), ZoneOffset.UTC);
        int deleted = transactions.run(database -> {
            try (PreparedStatement delete = database.prepareStatement("delete from audit where at < ?")) {
                delete.setObject(1, oldest);
                return delete.executeUpdate();
            }
        });
        if (deleted > 0) {
            LOG.infof("The audit forgets what is older than %s: entries=%d", config.retention(), deleted);
        }
    }
}
