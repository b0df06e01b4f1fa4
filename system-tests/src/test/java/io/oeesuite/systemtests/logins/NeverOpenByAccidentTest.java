package io.oeesuite.systemtests.logins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.oeesuite.systemtests.suite.ServiceProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged services with settings that would let in whoever comes by. No server is needed: settings are looked at first. */
class NeverOpenByAccidentTest {
    private static final int BAD_SETTINGS = 78;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "oee-analytics-service, prod, 127.0.0.1, OEE_OIDC_URL is not set",
        "command-service, prod, 127.0.0.1, OEE_OIDC_URL is not set",
        "alert-sender, prod, 127.0.0.1, OEE_OIDC_URL is not set",
        "command-service, demo, 0.0.0.0, HTTP_HOST is 0.0.0.0"
    })
    void aServiceThatWouldBeOpenDoesNotStart(String module, String profile, String host, String reason)
            throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_PROFILE",
                profile,
                "HTTP_HOST",
                host,
                "POSTGRES_PASSWORD",
                "is-not-reached",
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:1",
                "OEE_STATE_DIR",
                folder.toString()));
        String name = "never-open-" + module + "-" + profile;
        try (var service = new ServiceProcess(module, name, settings).start()) {
            await().atMost(PATIENCE).until(() -> !service.isRunning());

            assertThat(service.exitCode()).isEqualTo(BAD_SETTINGS);
            List<String> said = Files.readAllLines(service.log()).stream()
                    .filter(line -> line.contains("does not start"))
                    .toList();
            assertThat(said).hasSize(1);
            assertThat(said.getFirst()).contains(module, reason);
        }
    }
}
