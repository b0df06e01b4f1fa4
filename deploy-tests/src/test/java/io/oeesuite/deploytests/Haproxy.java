package io.oeesuite.deploytests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** HAProxy with deploy/haproxy/haproxy.cfg, in front of brokers of this machine that do not speak the PROXY protocol. */
final class Haproxy implements AutoCloseable {

    final int front;
    private final int stats;
    private final Path log;
    private final Process process;

    /** The folder has the authority's certificate and the bundle of the health check. */
    Haproxy(Path certificates, Path log, List<Integer> brokers) {
        Program program = Program.called("haproxy");
        List<Integer> ports = Ports.free(2);
        front = ports.get(0);
        stats = ports.get(1);
        this.log = log;
        Map<String, String> settings = new HashMap<>();
        settings.put("HAPROXY_MQTT_BIND", "127.0.0.1:" + front);
        settings.put("HAPROXY_STATS_BIND", "127.0.0.1:" + stats);
        settings.put("HAPROXY_CERTS", certificates.toString());
        settings.put("HAPROXY_SEND_PROXY", "no");
        for (int number = 0; number < brokers.size(); number++) {
            settings.put("EMQX" + (number + 1), "127.0.0.1:" + brokers.get(number));
        }
        process = program.with(settings).start(log, "-f", "deploy/haproxy/haproxy.cfg");
    }

    /** How many brokers are in use. */
    long brokersUp() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("haproxy_server_status{proxy=\"mqtt\"")
                        && line.contains("state=\"UP\"}")
                        && line.endsWith(" 1"))
                .count();
    }

    /** What the last check of a broker found, as {@code L7OK}; empty before the first one. */
    String lastCheck(int broker) {
        String begin = "haproxy_server_check_status{proxy=\"mqtt\",server=\"emqx" + broker + "\",state=\"";
        return metrics()
                .lines()
                .filter(line -> line.startsWith(begin) && line.endsWith(" 1"))
                .map(line -> line.substring(begin.length(), line.indexOf('"', begin.length())))
                .findFirst()
                .orElse("");
    }

    /** As Prometheus would read it. */
    private String metrics() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stats + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (ConnectException notYet) {
            assertThat(process.isAlive()).as(log()).isTrue();
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
