package io.oeesuite.mqtt;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;

/**
 * Tells the broker that we are alive, and finds out whether it is.
 *
 * <p>A ping goes out at three quarters of the keepalive interval. Whatever comes in counts as an answer. While reading is stopped no answer can be seen, so none
 * is expected. On the event loop only.
 */
final class Keepalive {
    private final EventExecutor eventLoop;
    private final Duration interval;
    private final Runnable ping;
    private final Runnable dead;
    private ScheduledFuture<?> timer;
    private boolean deaf;
    private boolean awaitingAnswer;

    /**
     * @param ping sends a ping
     * @param dead called when the broker has not answered one
     */
    Keepalive(EventExecutor eventLoop, Duration interval, Runnable ping, Runnable dead) {
        this.eventLoop = eventLoop;
        this.interval = interval;
        this.ping = ping;
        this.dead = dead;
    }

    void start() {
        long period = interval.toMillis() * 3 / 4;
        timer = eventLoop.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    void heard() {
        awaitingAnswer = false;
    }

    /** Whether the socket is not read. */
    void deaf(boolean now) {
        deaf = now;
        awaitingAnswer = false;
    }

    void tick() {
        if (awaitingAnswer) {
            stop();
            dead.run();
            return;
        }
        awaitingAnswer = !deaf;
        ping.run();
    }
}
