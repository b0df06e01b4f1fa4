package io.oeesuite.localstack;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Waits for what servers and clients of a test do in the background, but never for ever. */
public final class Completed {
    private static final long LIMIT_MINUTES = 2;

    private Completed() {}

    /**
     * What became of it.
     *
     * @throws CompletionException when it failed, or is not done within two minutes
     */
    public static <T> T of(CompletionStage<T> begun) {
        return begun.toCompletableFuture()
                .orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES)
                .join();
    }
}
