package io.oeesuite.auth.broker;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.httpaccess.PlainHttp;
import io.oeesuite.httpaccess.TlsGate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

import static org.assertj.core.api.Assertions.assertThat;

/** Which questions are not even read; the answers are in {@link BrokerQuestionsTest}. */
class BrokerRoutesTest {
    private static final String SECRET = "a secret of 16 characters or more";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mqtt/authenticate", "/mqtt/authorize", "/mqtt/ping"})
    void besideTlsNoneComesByPlainHttp(String path) throws Exception {
        HttpServer server = serve(Optional.of(8482));

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = ask(server, path);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("tls-needed", "8482");
        }
    }

    @Test
    void withoutTlsTheyDo() throws Exception {
        assertThat(ask(serve(Optional.empty()), "/mqtt/ping").statusCode()).isEqualTo(204);
    }

    private HttpServer serve(Optional<Integer> tlsPort) {
        var tls = new TlsGate(new PlainHttp(tlsPort, Set.of(), List.of("prod")), new ObjectMapper());
        BrokerConfig config = BrokerGateTest.config(Optional.of(SECRET), Optional.empty());
        var gate = new BrokerGate(config, null, "127.0.0.1", () -> true);
        var authenticator = new Authenticator(null, null, null, null, config, null, null, List.of());
        Router router = Router.router(vertx);
        new BrokerRoutes(tls, gate, authenticator, null, null, null).add(router);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static HttpResponse<String> ask(HttpServer server, String path) throws Exception {
        // as brokers ask
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                            .header("X-Broker-Secret", SECRET)
                            .POST(HttpRequest.BodyPublishers.ofString("{\"clientid\":\"press-1\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
