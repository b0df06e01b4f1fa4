package io.oeesuite.localstack.demo;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.FreePort;
import io.oeesuite.localstack.LocalStackException;
import io.quarkus.bootstrap.runner.QuarkusEntryPoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DemoServiceTest {

    private static final String CLASS = QuarkusEntryPoint.class.getName().replace('.', '/') + ".class";

    @TempDir
    Path folder;

    @Test
    void saysWhatItWaitsForAndWhenItHasCrashed() throws Exception {
        DemoFolder clone = new DemoFolder(folder);
        Path application = clone.application("ingest-service").resolve(CLASS);
        Files.createDirectories(application.getParent());
        try (InputStream content = QuarkusEntryPoint.class.getClassLoader().getResourceAsStream(CLASS)) {
            Files.copy(content, application);
        }
        Queue<String> said = new ConcurrentLinkedQueue<>();
        DemoService service = new DemoService("ingest-service", FreePort.next(), "64m", Map.of(), clone, said::add);

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.execute(() -> {
                await().atMost(Duration.ofMinutes(1)).until(() -> !said.isEmpty());
                service.kill();
            });
            assertThatThrownBy(service::start)
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("ingest-service ended while starting");
        }

        assertThat(said).contains("ingest-service is not ready yet: broker (unknown CA)");
    }
}
