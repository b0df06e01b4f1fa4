package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Waits for what was written to the log until the book of this replica has it, as every other replica's will. */
record ReadBack(CommandBook book) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** @return false when Kafka has not answered in time: it may be written or not */
    boolean of(CompletableFuture<Void> write, String id, Predicate<CommandRecord> expected) {
        var read = new CompletableFuture<Void>();
        Consumer<CommandRecord> watcher = changed -> {
            if (changed.id().equals(id) && expected.test(changed)) {
                read.complete(null);
            }
        };
        book.watch(watcher);
        try {
            book.find(id).filter(expected).ifPresent(there -> read.complete(null));
            write.thenCombine(read, (one, other) -> one).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException away) {
            return false;
        } finally {
            book.unwatch(watcher);
        }
    }
}
