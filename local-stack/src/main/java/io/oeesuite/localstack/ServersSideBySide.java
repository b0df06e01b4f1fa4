package io.oeesuite.localstack;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Starting and stopping is mostly waiting, so it is done for all at the same time. */
public final class ServersSideBySide {

    private ServersSideBySide() {}

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
