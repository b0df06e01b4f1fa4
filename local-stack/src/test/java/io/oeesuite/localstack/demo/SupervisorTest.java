package io.oeesuite.localstack.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.oeesuite.localstack.LocalStackException;
import io.oeesuite.localstack.Server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class SupervisorTest {

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Queue<Server> started = new ConcurrentLinkedQueue<>();

    @Test
    void startsAgainWhatHasEndedByItself() {
        FakeServer well = new FakeServer("well", true);
        FakeServer fallen = new FakeServer("fallen", true);
        Supervisor supervisor = supervisor(well, fallen);
        CompletableFuture<Void> watch = watch(supervisor);

        fallen.running = false;

        await().untilAsserted(() -> assertThat(started).containsExactly(fallen));
        assertThat(said)
                .containsExactly("fallen has ended by itself, starting it again; see fallen.log", "fallen is back");
        supervisor.end();
        assertThat(watch).succeedsWithin(Duration.ofSeconds(10));
        assertThat(well.starts).hasValue(0);
    }

    @Test
    void givesUpWhatDoesNotStayUp() {
        FakeServer broken = new FakeServer("broken", false);

        assertThatThrownBy(() -> supervisor(broken).watch())
                .isInstanceOf(LocalStackException.class)
                .hasMessage("broken does not stay up, given up after 3 attempts; see broken.log");
        assertThat(broken.starts).hasValue(3);
        assertThat(said).contains("broken cannot");
    }

    @Test
    void goesOnWatchingWhateverGoesWrong() {
        FakeServer odd = new FakeServer("odd", true);
        odd.failure = new IllegalStateException("never seen before");
        Supervisor supervisor = supervisor(odd);
        CompletableFuture<Void> watch = watch(supervisor);

        odd.running = false;
        await().until(() -> said.contains("odd: java.lang.IllegalStateException: never seen before"));
        odd.failure = null;

        await().untilAsserted(() ->
                assertThat(odd.running || watch.isCompletedExceptionally()).isTrue());
        supervisor.end();
    }

    private Supervisor supervisor(Server... servers) {
        return new Supervisor(List.of(servers), Duration.ofMillis(5), said::add, started::add);
    }

    private static CompletableFuture<Void> watch(Supervisor supervisor) {
        return CompletableFuture.runAsync(() -> {
            try {
                supervisor.watch();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static final class FakeServer implements Server {

        private final String name;
        private final boolean startable;
        private final AtomicInteger starts = new AtomicInteger();
        private volatile boolean running;
        private volatile RuntimeException failure;

        FakeServer(String name, boolean startable) {
            this.name = name;
            this.startable = startable;
            this.running = startable;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            starts.incrementAndGet();
            if (failure != null) {
                throw failure;
            }
            if (!startable) {
                throw new LocalStackException(name + " cannot");
            }
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public void kill() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public long pid() {
            return 1;
        }

        @Override
        public Path log() {
            return Path.of(name + ".log");
        }
    }
}
