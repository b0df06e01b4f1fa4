package io.oeesuite.localstack;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Starting and stopping is mostly waiting, so it is done for all at the same time. */
public final class ServersSideBySide {

    private ServersSideBySide() {}

    /**
     * Starts all of them and returns when all have started. When one fails the others are interrupted: what waits for an answer gives up at once.
     *
     * @throws RuntimeException the first that was thrown; some of the others may be running then
     */
    public static <S extends Server> void start(Collection<S> servers, Consumer<? super S> start) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Void> starts = new ExecutorCompletionService<>(executor);
            servers.forEach(server -> starts.submit(() -> start.accept(server), null));
            for (int started = 0; started < servers.size(); started++) {
                awaitNext(starts, executor);
            }
        }
    }

    private static void awaitNext(CompletionService<Void> starts, ExecutorService executor) {
        try {
            starts.take().get();
        } catch (ExecutionException failed) {
            executor.shutdownNow();
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new LocalStackException("Could not be started: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while starting", interrupted);
        }
    }

    /**
     * Returns when it is done for all of them.
     *
     * @throws RuntimeException the first that was thrown for one of them, after the others are through
     */
    public static <S extends Server> void each(Collection<S> servers, Consumer<? super S> action) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = servers.stream()
                    .map(server -> CompletableFuture.runAsync(() -> action.accept(server), executor))
                    .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
