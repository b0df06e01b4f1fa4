package io.oeesuite.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What {@code helm test} makes of the answers of a realm and of oee-analytics-service, in whose place stands a program that gives them. */
class HelmTestTest {
    private static final String SECRET = "s&e=cret";
    private static final String BORN = "2026-01-31T06:00:00.5Z";

    @TempDir
    Path folder;

    private HttpServer server;
    private volatile String availability = "0.4444444444444444";

    @BeforeEach
    void serve() throws IOException {
        boolean there = Files.isExecutable(Path.of("/usr/bin/curl"));
        assumeTrue(there || "true".equals(System.getenv("CI")), "curl is not installed: the script is not run");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realms/oee/protocol/openid-connect/token", this::token);
        server.createContext(
                "/api/v1/equipment",
                exchange -> answer(exchange, """
                [{"equipment":"HELM-TEST","level":"group","completeness":null,"children":[{"equipment":"HELM-TEST/edge_HELM-TEST","level":"node","completeness":null,"children":[
                {"equipment":"HELM-TEST/edge_HELM-TEST/FILLER","level":"device","live":{"online":false,"since":"2026-01-31T06:00:01Z","lastEvent":"%s"},"children":[]}]}]}]
                """.formatted(BORN).replace("\n", "")));
        server.createContext("/api/v1/oee", exchange -> answer(exchange, "{\"availability\":" + availability + "}"));
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void aBirthOfThisTestAndTheRightOeeAreGood() throws Exception {
        Outcome outcome = read("2026-01-31T06:00:00", SECRET);

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("born at " + BORN, availability);
    }

    @Test
    void anEarlierBirthIsNot() throws Exception {
        Outcome outcome = read("2026-01-31T06:00:01", SECRET);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("no birth of HELM-TEST/edge_HELM-TEST/FILLER since 2026-01-31T06:00:01");
    }

    @Test
    void anotherOeeIsNot() throws Exception {
        availability = "0.5";

        Outcome outcome = read("2026-01-31T06:00:00", SECRET);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("the OEE is not what it must be: {\"availability\":0.5}");
    }

    @Test
    void whoGetsNoTokenIsTold() throws Exception {
        Outcome outcome = read("2026-01-31T06:00:00", "another");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("no token from http://", "oee-reporting");
    }

    private record Outcome(int code, String output) {}

    private Outcome read(String begun, String secret) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        ProcessBuilder script = new ProcessBuilder(
                        "sh",
                        Repository.folder()
                                .resolve("k8s/oee-suite/files/helm-test/read-oee.sh")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        script.environment().keySet().removeIf(name -> name.matches("(?i).*_proxy|CURL_.*"));
        script.environment()
                .putAll(Map.of(
                        "BEGUN",
                        Files.writeString(folder.resolve("begun"), begun + "\n").toString(),
                        "ANALYTICS_URL",
                        address,
                        "REALM_URL",
                        address + "/realms/oee",
                        "CLIENT_SECRET",
                        secret,
                        "TRIES",
                        "1"));
        Process process = script.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (form.matches(".*client_id=oee-reporting&client_secret=s%26e%3[Dd]cret")) {
            send(exchange, 200, "{\"access_token\":\"abc\",\"expires_in\":300}");
        } else {
            send(exchange, 401, "{\"error\":\"unauthorized_client\"}");
        }
    }

    private void answer(HttpExchange exchange, String body) {
        boolean known =
                List.of("Bearer abc").equals(exchange.getRequestHeaders().get("Authorization"));
        send(exchange, known ? 200 : 401, known ? body : "{}");
    }

    private static void send(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
