package io.oeesuite.auth.credential;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Where Argon2id is computed: a few threads, so that guessing at passwords cannot take all cores and all memory from those who bring a certificate. */
final class HashingThreads implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final Duration patience;

    HashingThreads(int count, int queue, Duration patience) {
        this.patience = patience;
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name("argon2-", 0).daemon().factory());
    }

    /** @param work is told whether it may begin: false when too many wait, or it has waited for too long */
    void run(Consumer<Boolean> work) {
        long latest = System.nanoTime() + patience.toNanos();
        try {
            threads.execute(() -> work.accept(System.nanoTime() - latest <= 0));
        } catch (RejectedExecutionException full) {
            work.accept(false);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
