package io.oeesuite.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class ServersSideBySideTest {

    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch gaveUp = new CountDownLatch(1);

    @Test
    void theFirstFailureEndsTheWaitForTheOthersAndIsTheOneThatIsTold() {
        List<Named> servers = List.of(new Named("patient"), new Named("broken"));

        assertThatThrownBy(() -> ServersSideBySide.start(servers, this::start))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("broken cannot");
        assertThat(gaveUp.getCount()).isZero();
    }

    private void start(Named server) {
        try {
            if (server.name().equals("broken")) {
                waiting.await();
                throw new LocalStackException("broken cannot");
            }
            waiting.countDown();
            Thread.sleep(Duration.ofMinutes(10));
        } catch (InterruptedException interrupted) {
            gaveUp.countDown();
            throw new LocalStackException("gave up", interrupted);
        }
    }

    private record Named(String name) implements Server {

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public void kill() {}

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public long pid() {
            return 0;
        }

        @Override
        public Path log() {
            return Path.of(name);
        }
    }
}
