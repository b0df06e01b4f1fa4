package io.oeesuite.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A Keycloak that ends in the middle; what the real one does with what it is asked shows {@code KeycloakServerTest}. */
class KeycloakAdminTest {
    private static final String ROLES = "POST /admin/realms/oee/users/17/role-mappings/realm";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger usersAdded = new AtomicInteger();
    private volatile boolean broken = true;
    private HttpServer server;
    private KeycloakAdmin admin;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        admin = new KeycloakAdmin(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "admin", "of this test");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void somebodyWhoWasAddedWithoutARoleGetsItTheNextTime() {
        assertThatThrownBy(() -> admin.addUser("anna", "Correct-Horse-7", "viewer", List.of("*")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("give anna the role viewer");
        broken = false;
        asked.clear();

        admin.addUser("anna", "Correct-Horse-7", "viewer", List.of("*"));

        assertThat(asked).contains(ROLES);
        assertThat(usersAdded).hasValue(1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String question =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            asked.add(question);
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{\"id\":\"17\",\"access_token\":\"t\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status(question), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int status(String question) {
        if (question.equals("POST /admin/realms/oee/users")) {
            return usersAdded.compareAndSet(0, 1) ? 201 : 409;
        }
        return question.equals(ROLES) && broken ? 500 : 200;
    }
}
