package io.oeesuite.ingest.session.stream;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of edge nodes the process keeps in memory, over all its partitions. Thread-safe. */
public final class NodeMemory {
    private static final int SHARE_OF_HEAP = 4;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limit bytes, about */
    public NodeMemory(long limit) {
        this.limit = limit;
    }

    /** A quarter of the heap. */
    static NodeMemory ofThisProcess() {
        return new NodeMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    void add(long bytes) {
        used.addAndGet(bytes);
    }

    boolean isFull() {
        return used.get() > limit;
    }

    /** Bytes in use, about. */
    long used() {
        return used.get();
    }
}
