package io.oeesuite.command.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.command.Ingest;
import io.oeesuite.command.RealServers;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** What a browser on this machine does for pages of other sites, and what people do who use none. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PagesOfOtherSitesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    LocalStack stack;
    private Ingest ingest;

    @BeforeEach
    void beat() {
        ingest = new Ingest(stack.kafkaBootstrap());
        await().atMost(PATIENCE).until(() -> get("/api/v1/host").path("state").equals("online"));
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Origin, https://localhost",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void theyCannotTakeTheHostOffline(String header, String value) {
        given().header(header, value)
                .post("/api/v1/host/offline")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:oee-suite:problem:foreign-page"));

        get("/api/v1/host").then().body("wantedOnline", equalTo(true));
    }

    @Test
    void aFormsBodyIsNoOrder() {
        given().contentType("text/plain")
                .body("{}")
                .post("/api/v1/host/offline")
                .then()
                .statusCode(415)
                .body("type", equalTo("urn:oee-suite:problem:not-json"));

        get("/api/v1/host").then().body("wantedOnline", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "169.254.1.1"})
    void aNameOfTheirsThatLeadsHereReadsNothing(String host) throws IOException {
        assertThat(raw("GET /api/v1/nodes HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("urn:oee-suite:problem:foreign-host");
        assertThat(raw("GET /api/v1/commands HTTP/1.1\r\nHost: " + host + ":8081\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:99", "127.0.0.1", "[::1]:8081"})
    void namesOfThisMachineRead(String host) throws IOException {
        assertThat(raw("GET /api/v1/nodes HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void whoUsesNoBrowserNeedsNoHeader() throws IOException {
        // as curl -X POST
        assertThat(
                        raw(
                                "POST /api/v1/host/online HTTP/1.1\r\nHost: localhost:8081\r\nAccept: */*\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 202");
    }

    @Test
    void theOwnPageOrders() {
        given().header("Origin", RestAssured.baseURI + ":" + RestAssured.port)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/json; charset=utf-8")
                .body("{\"reason\":\"all is well\"}")
                .post("/api/v1/host/online")
                .then()
                .statusCode(202);

        given().queryParam("kind", "host-online")
                .get("/api/v1/commands")
                .then()
                .body("[0].reason", equalTo("all is well"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"})
    void whatAProxyPassesOnIsNotFromHere(String header) {
        given().header(header, "for=10.0.0.7")
                .post("/api/v1/host/offline")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:oee-suite:problem:actor-unknown"));
    }

    @Test
    void aNameBeyondLatinLettersIsTaken() {
        given().header("X-Actor", "UTF-8''%E5%AE%89%E5%A8%9C")
                .post("/api/v1/host/online")
                .then()
                .statusCode(202);

        given().queryParam("kind", "host-online").get("/api/v1/commands").then().body("[0].actor", equalTo("安娜"));
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
