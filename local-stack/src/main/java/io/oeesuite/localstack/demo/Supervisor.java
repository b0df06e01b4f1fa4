package io.oeesuite.localstack.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import io.oeesuite.localstack.LocalStackException;
import io.oeesuite.localstack.Server;

/**
 * Watches what runs. What ends by itself is started again, and said so; what ends again and again, without staying up for a
 * while in between, ends the watch.
 */
final class Supervisor {

    private static final int ATTEMPTS = 3;
    private static final Duration STAYED_UP = Duration.ofSeconds(10);

    private final List<? extends Server> watched;
    private final Duration look;
    private final Consumer<String> say;
    private final Consumer<Server> started;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /**
     * @param look how often it looks
     * @param started told of every start that went well
     */
    Supervisor(List<? extends Server> watched, Duration look, Consumer<String> say, Consumer<Server> started) {
        this.watched = List.copyOf(watched);
        this.look = look;
        this.say = say;
        this.started = started;
    }

    /**
     * Returns when {@link #end} is called.
     *
     * @throws LocalStackException when something does not stay up
     */
    void watch() throws InterruptedException {
        for (Server server : watched) {
            Thread.ofVirtual().name("watch " + server.name()).start(() -> keepUp(server));
        }
        try {
            over.get();
        } catch (ExecutionException givenUp) {
            throw (LocalStackException) givenUp.getCause();
        }
    }

    void end() {
        over.complete(null);
    }

    private void keepUp(Server server) {
        int attempts = 0;
        long up = System.nanoTime();
        while (!over.isDone()) {
            if (server.isRunning()) {
                pause();
                continue;
            }
            attempts = System.nanoTime() - up > STAYED_UP.toNanos() ? 1 : attempts + 1;
            if (attempts > ATTEMPTS) {
                over.completeExceptionally(new LocalStackException(server.name() + " does not stay up, given up after "
                        + ATTEMPTS + " attempts; see " + server.log()));
                return;
            }
            say.accept(server.name() + " has ended by itself, starting it again; see " + server.log());
            if (restart(server)) {
                up = System.nanoTime();
            }
        }
    }

    private boolean restart(Server server) {
        try {
            server.start();
            started.accept(server);
            say.accept(server.name() + " is back");
            return true;
        } catch (RuntimeException failed) {
            // whatever it is: a server that nobody watches any more would be worse
            if (!over.isDone()) {
                server.kill();
                say.accept(failed instanceof LocalStackException ? failed.getMessage() : server.name() + ": " + failed);
            }
            return false;
        }
    }

    private void pause() {
        try {
            Thread.sleep(look);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            over.complete(null);
        }
    }
}
