package io.oeesuite.analytics.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** A stream thread that fails is replaced; when that does not help, the service ends, for its supervisor to start it again. */
final class EngineFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = Logger.getLogger(EngineFailures.class);
    private static final int LIMIT = 10;
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final Runnable stop;
    private final Deque<Long> failures = new ArrayDeque<>();

    EngineFailures(LongSupplier nanoTime, Runnable stop) {
        this.nanoTime = nanoTime;
        this.stop = stop;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        failures.addLast(nanoTime.getAsLong());
        while (failures.size() > LIMIT) {
            failures.removeFirst();
        }
        if (failures.size() == LIMIT && failures.getLast() - failures.getFirst() < MINUTE_NANOS) {
            LOG.errorf(failure, "The engine fails again and again, the service ends: failures=%d", LIMIT);
            stop.run();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warnf(failure, "The engine failed and goes on from its last commit");
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
