package io.oeesuite.mqtt;

/**
 * Counts messages that were delivered and not yet acknowledged, and says whether more may be read.
 *
 * <p>It outlives connections: what the application still holds counts, whichever connection it came by. Changed on the event loop only; the count may be read
 * by any thread.
 */
final class InFlight {
    private final ReceiveLimits limits;
    private final Runnable onChange;
    private volatile int messages;
    private long bytes;
    private boolean full;
    private boolean paused;

    /** @param onChange called when {@link #mayRead} has changed */
    InFlight(ReceiveLimits limits, Runnable onChange) {
        this.limits = limits;
        this.onChange = onChange;
    }

    boolean mayRead() {
        return !full && !paused;
    }

    boolean hasRoom() {
        return !full;
    }

    int messages() {
        return messages;
    }

    void add(int size) {
        count(1, size);
        if (!full && (messages >= limits.messages() || bytes >= limits.bytes())) {
            change(true, paused);
        }
    }

    /** Reading starts again at half of the limits, so that it does not stop and go with each message. */
    void remove(int count, long size) {
        count(-count, -size);
        if (full && messages <= limits.messages() / 2 && bytes <= limits.bytes() / 2) {
            change(false, paused);
        }
    }

    void pause(boolean wanted) {
        change(full, wanted);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written by the event loop only
    private void count(int moreMessages, long moreBytes) {
        messages += moreMessages;
        bytes += moreBytes;
    }

    private void change(boolean nowFull, boolean nowPaused) {
        boolean before = mayRead();
        full = nowFull;
        paused = nowPaused;
        if (before != mayRead()) {
            onChange.run();
        }
    }
}
