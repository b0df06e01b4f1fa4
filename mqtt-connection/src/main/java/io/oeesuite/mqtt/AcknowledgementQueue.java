package io.oeesuite.mqtt;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * The messages of one connection in the order they came, until they are acknowledged: PUBACKs go out in that order (MQTT-4.6.0-2).
 *
 * <p>Acknowledgements come from any thread, and many at once; one task on the event loop then settles as many as are ready.
 */
final class AcknowledgementQueue {
    private final Executor eventLoop;
    private final InFlight inFlight;
    private final ArrayDeque<ReceivedMessage> waiting = new ArrayDeque<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final IntConsumer puback;
    private final Runnable flush;
    private Optional<Runnable> whenEmpty = Optional.empty();
    private boolean connected = true;

    /**
     * @param puback writes the acknowledgement of a packet id
     * @param flush sends what was written
     */
    AcknowledgementQueue(Executor eventLoop, InFlight inFlight, IntConsumer puback, Runnable flush) {
        this.eventLoop = eventLoop;
        this.inFlight = inFlight;
        this.puback = puback;
        this.flush = flush;
    }

    void add(ReceivedMessage message) {
        waiting.add(message);
        inFlight.add(message.size());
    }

    void wake() {
        if (awake.compareAndSet(false, true)) {
            eventLoop.execute(this::settle);
        }
    }

    /** Nobody listens to acknowledgements any more; they still make room. */
    void disconnected() {
        connected = false;
    }

    /** Runs the action once nothing waits; at once if so already. */
    void whenEmpty(Runnable action) {
        whenEmpty = Optional.of(action);
        wake();
    }

    private void settle() {
        awake.set(false);
        int messages = 0;
        long bytes = 0;
        boolean written = false;
        for (ReceivedMessage head = waiting.peek(); head != null && head.isAcknowledged(); head = waiting.peek()) {
            waiting.remove();
            messages++;
            bytes += head.size();
            if (connected && head.qos() > 0) {
                puback.accept(head.packetId());
                written = true;
            }
        }
        if (written) {
            flush.run();
        }
        if (messages > 0) {
            inFlight.remove(messages, bytes);
        }
        if (waiting.isEmpty()) {
            Optional<Runnable> action = whenEmpty;
            whenEmpty = Optional.empty();
            action.ifPresent(Runnable::run);
        }
    }
}
