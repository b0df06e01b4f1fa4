package io.oeesuite.deploytests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What HAProxy takes for a broker that is down, and what it does then. */
class HealthCheckTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void aBrokerThatRefusesTheCheckIsUpAndOneThatDoesNotSpeakMqttIsDown() throws Exception {
        Program mosquitto = Program.called("mosquitto");
        SiteCertificates certificates = SiteCertificates.in(folder, List.of("dashboard_HAPROXY"));
        certificates.bundle("dashboard_HAPROXY", folder.resolve("dashboard_HAPROXY.pem"));
        List<Integer> ports = Ports.free(3);
        // wants a password beside the certificate: everybody is refused, as with EMQX while auth-service is away
        Path configuration = Files.writeString(folder.resolve("mosquitto.conf"), """
                user %s
                log_dest stderr
                log_type all
                listener %d 127.0.0.1
                cafile %3$s/ca.crt
                certfile %3$s/server.crt
                keyfile %3$s/server.key
                require_certificate true
                allow_anonymous false
                listener %4$d 127.0.0.1
                protocol websockets
                cafile %3$s/ca.crt
                certfile %3$s/server.crt
                keyfile %3$s/server.key
                """.formatted(
                        System.getProperty("user.name"), ports.get(0), folder, ports.get(1)));
        Path log = folder.resolve("log");
        Process broker = mosquitto.start(log, "-c", configuration.toString());
        try {
            await("the broker listens").atMost(PATIENCE).until(() -> Dial.answers(ports.get(0)));
            try (Haproxy haproxy = new Haproxy(folder, folder.resolve("haproxy.log"), ports)) {
                await("it was refused more often than a broker may fail")
                        .atMost(PATIENCE)
                        .until(() -> Files.readString(log)
                                        .lines()
                                        .filter(line -> line.contains("disconnected, not authorised"))
                                        .count()
                                >= 4);

                assertThat(haproxy.lastCheck(1)).isEqualTo("L7OK");
                await("only the first one is in use").atMost(PATIENCE).until(() -> haproxy.brokersUp() == 1);
                assertThat(haproxy.lastCheck(2))
                        .as("a web server")
                        .startsWith("L7")
                        .isNotEqualTo("L7OK");
                assertThat(haproxy.lastCheck(3)).as("nobody").isEqualTo("L4CON");
            }
        } finally {
            broker.destroyForcibly();
        }
    }

    @Test
    void whoIsConnectedStaysWhateverTheCheckFinds() throws Exception {
        assertThat(Files.readString(Program.ROOT.resolve("deploy/haproxy/haproxy.cfg")))
                .doesNotContain("shutdown-sessions");
    }
}
