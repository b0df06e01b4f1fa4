package io.oeesuite.systemtests.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.FreePort;
import io.oeesuite.systemtests.suite.InstalledProgram;

/** HAProxy with deploy/haproxy/haproxy.cfg in front of three brokers of this machine. */
final class Haproxy implements AutoCloseable {
    static final InstalledProgram PROGRAM = new InstalledProgram("haproxy");
    private static final String HEALTH_CHECK = "dashboard_HAPROXY";

    private final int metrics = FreePort.next();
    private final LeashedProgram program;

    /** @param brokers ports of mutual TLS */
    Haproxy(Path folder, Certificates certificates, List<Integer> brokers) throws IOException {
        Certificates.Identity identity = certificates.client(HEALTH_CHECK);
        Files.createDirectories(folder);
        Files.copy(certificates.authority(), folder.resolve("ca.crt"));
        Files.writeString(
                folder.resolve(HEALTH_CHECK + ".pem"),
                Files.readString(identity.certificate()) + Files.readString(identity.key()));
        program = new LeashedProgram(
                PROGRAM,
                folder.resolve("log"),
                Map.of(
                        "HAPROXY_MQTT_BIND", "127.0.0.1:" + FreePort.next(),
                        "HAPROXY_STATS_BIND", "127.0.0.1:" + metrics,
                        "HAPROXY_CERTS", folder.toString(),
                        "HAPROXY_SEND_PROXY", "no",
                        "EMQX1", "127.0.0.1:" + brokers.get(0),
                        "EMQX2", "127.0.0.1:" + brokers.get(1),
                        "EMQX3", "127.0.0.1:" + brokers.get(2)),
                "-f",
                "deploy/haproxy/haproxy.cfg");
        program.awaitAnswer("http://127.0.0.1:" + metrics + "/metrics");
    }

    /** Where it tells its metrics. */
    int metricsPort() {
        return metrics;
    }

    @Override
    public void close() {
        program.close();
    }
}
