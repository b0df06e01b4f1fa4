package io.oeesuite.localstack.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.oeesuite.localstack.LocalStackException;
import io.oeesuite.localstack.Server;

/**
 * Watches what runs. What ends by itself is started again and said so; what does not stay up ends the demo.
 */
final class Supervisor {

    private static final int RESTARTS = 3;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final List<Server> watched;
    private final Consumer<String> say;
    private final Consumer<Server> started;
    private final Map<Server, Integer> restarts = new HashMap<>();
    private final CountDownLatch ending = new CountDownLatch(1);

    /** @param started told of every start that went well */
    Supervisor(List<Server> watched, Consumer<String> say, Consumer<Server> started) {
        this.watched = new ArrayList<>(watched);
        this.say = say;
        this.started = started;
    }

    /**
     * Returns when {@link #end} is called.
     *
     * @throws LocalStackException when something has ended more often than it is worth starting
     */
    void watch() throws InterruptedException {
        while (!ending.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            Optional<Server> ended =
                    watched.stream().filter(server -> !server.isRunning()).findFirst();
            if (ended.isPresent() && ending.getCount() > 0) {
                restart(ended.get());
            }
        }
    }

    void end() {
        ending.countDown();
    }

    private void restart(Server server) {
        int count = restarts.merge(server, 1, Integer::sum);
        if (count > RESTARTS) {
            throw new LocalStackException(server.name() + " has ended " + count + " times; see " + server.log());
        }
        say.accept(server.name() + " has ended by itself, starting it again (" + count + " of " + RESTARTS + "); see "
                + server.log());
        try {
            server.start();
            started.accept(server);
            say.accept(server.name() + " is back");
        } catch (LocalStackException notYet) {
            server.kill();
            say.accept(notYet.getMessage());
        }
    }
}
