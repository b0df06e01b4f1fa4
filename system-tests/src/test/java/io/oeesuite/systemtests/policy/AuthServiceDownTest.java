package io.oeesuite.systemtests.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.LocalStack;
import io.oeesuite.systemtests.edge.PemIdentity;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A broker that asks the real auth-service about everybody who connects, as EMQX does; while that is down, and when it comes back. */
class AuthServiceDownTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path state;

    private static LocalStack database;
    private static ServiceProcess authService;
    private static LocalStack stack;

    @BeforeAll
    static void start() {
        database = LocalStack.start(LocalStack.options().postgres());
        Map<String, String> settings = new HashMap<>(database.environment());
        settings.put("QUARKUS_PROFILE", "demo");
        settings.put("OEE_AUTH_TOKEN_KEY_FILE", state.resolve("token.key").toString());
        authService = new ServiceProcess("auth-service", "auth-service-down", settings).start();
        stack = LocalStack.start(
                LocalStack.options().broker().passwordListener().authServiceForRolesToo(authService.http("")));
        authService.awaitReady();
    }

    @AfterAll
    static void end() {
        if (stack != null) {
            stack.close();
        }
        if (authService != null) {
            authService.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void sessionsGoOnNewDevicesStayOutAndItRecoversByItself() throws Exception {
        put("device-groups/hall-3", Map.of());
        String password = register("pump-1");
        String laterPassword = register("pump-2");
        String strayPassword = register("pump-3");
        try (RawMqtt pump = overTls(stack.mqttPasswordPort());
                RawMqtt stray = overTls(stack.mqttPasswordPort());
                RawMqtt edge = withCertificate("edge_STAYS")) {
            assertThat(pump.connect("pump-1", password)).isTrue();
            assertThat(stray.connect("pump-3", strayPassword)).isTrue();
            assertThat(pump.subscribe("iotflow/fleet/commands/hall-3")).isTrue();
            assertThat(pump.subscribe("iotflow/fleet/commands/hall-4")).isFalse();
            assertThat(isLetIn("pump-2", "wrong")).isFalse();
            assertThat(isLetIn("pump-9", password)).isFalse();
            assertThat(isLetIn("admin_OPS", password)).isFalse();

            authService.kill();

            assertThat(pump.publish("iotflow/devices/pump-1/telemetry/sensors")).isTrue();
            // a refused publish ends the connection: by another client than the one that goes on
            assertThat(stray.publish("iotflow/devices/pump-2/telemetry/sensors"))
                    .isFalse();
            assertThat(pump.subscribe("iotflow/fleet/commands/hall-3")).isFalse();
            assertThat(edge.publish("spBv1.0/G/NDATA/edge_STAYS")).isTrue();
            assertThat(isLetIn("edge_NEW")).isFalse();
            assertThat(isLetIn("pump-2", laterPassword)).isFalse();

            authService.start();

            await().atMost(LIMIT).until(() -> isLetIn("edge_NEW"));
            await().atMost(LIMIT).until(() -> isLetIn("pump-2", laterPassword));
            await().atMost(LIMIT).until(() -> pump.subscribe("iotflow/fleet/commands/hall-3"));
        }
    }

    private static String register(String device) {
        given().contentType(ContentType.JSON)
                .body(Map.of("id", device, "groups", List.of("hall-3")))
                .post(authService.http("/api/v1/devices"))
                .then()
                .statusCode(201);
        return given().contentType(ContentType.JSON)
                .post(authService.http("/api/v1/devices/" + device + "/password"))
                .then()
                .statusCode(201)
                .extract()
                .path("password");
    }

    private static void put(String path, Map<String, String> body) {
        int status = given().contentType(ContentType.JSON)
                .body(body)
                .put(authService.http("/api/v1/" + path))
                .statusCode();
        assertThat(status).isBetween(200, 204);
    }

    private static boolean isLetIn(String clientId, String password) throws IOException, GeneralSecurityException {
        try (RawMqtt client = overTls(stack.mqttPasswordPort())) {
            return client.connect(clientId, password);
        }
    }

    private static boolean isLetIn(String clientId) throws IOException, GeneralSecurityException {
        try (RawMqtt client = over(certificate(clientId))) {
            return client.connect(clientId, "");
        }
    }

    private static RawMqtt overTls(int port) throws IOException, GeneralSecurityException {
        return connection(
                port, new KeyManager[0], PemIdentity.of(stack.certificates().folder(), "nobody"));
    }

    private static RawMqtt withCertificate(String clientId) throws IOException, GeneralSecurityException {
        RawMqtt client = over(certificate(clientId));
        assertThat(client.connect(clientId, "")).isTrue();
        return client;
    }

    private static PemIdentity certificate(String clientId) {
        stack.certificates().client(clientId);
        return PemIdentity.of(stack.certificates().folder(), clientId);
    }

    private static RawMqtt over(PemIdentity identity) throws IOException, GeneralSecurityException {
        return connection(stack.mqttPort(), identity.keys().getKeyManagers(), identity);
    }

    private static RawMqtt connection(int port, KeyManager[] keys, PemIdentity identity)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, identity.trust().getTrustManagers(), null);
        return new RawMqtt(context.getSocketFactory().createSocket("localhost", port));
    }
}
