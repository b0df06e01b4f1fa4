package io.oeesuite.ingest.session.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** A stream thread that fails is replaced: mostly Kafka was away for too long. When that happens again and again, the service stops and says why. */
final class StreamFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = Logger.getLogger(StreamFailures.class);
    private static final int TOO_MANY = 10;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final LongSupplier nanoClock;
    private final Runnable stop;
    private final Deque<Long> recent = new ArrayDeque<>();

    /**
     * @param nanoClock as {@link System#nanoTime}
     * @param stop ends the service
     */
    StreamFailures(LongSupplier nanoClock, Runnable stop) {
        this.nanoClock = nanoClock;
        this.stop = stop;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        long now = nanoClock.getAsLong();
        recent.removeIf(failed -> now - failed > WITHIN.toNanos());
        recent.add(now);
        if (recent.size() >= TOO_MANY) {
            LOG.errorf(exception, "The session step has failed %d times within a minute and stops", recent.size());
            stop.run();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warnf(exception, "The session step has failed and is started again");
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
