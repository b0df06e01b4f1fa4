package io.oeesuite.auth.broker;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class BrokerQuestionsTest extends WholeService {
    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    @Test
    void aCertificateLetsInTheClientThatItNames() {
        register("cert-1");

        assertThat(Broker.byCertificate("cert-1", "cert-1")).isEqualTo(ALLOW);
        assertThat(Broker.byCertificate("cert-1", "cert-2")).isEqualTo(DENY);
        assertThat(Broker.byCertificate("cert-not-registered", "cert-not-registered"))
                .isEqualTo(DENY);
        assertThat(Broker.byCertificate("edge_CERT-1", "edge_CERT-1")).isEqualTo(ALLOW);
        assertThat(Broker.byCertificate("admin_OPS", "edge_CERT-1")).isEqualTo(DENY);
        assertThat(Broker.byCertificate("Edge_1", "Edge_1")).isEqualTo(DENY);
        assertThat(Broker.byCertificate("cert-1/#", "cert-1/#")).isEqualTo(DENY);
    }

    @Test
    void whoIsDisabledIsNotLetInAndMaySayNothing() {
        register("disabled-1");
        register("edge_DISABLED");
        String password = password("disabled-1");
        given().post("/api/v1/devices/disabled-1/disable").then().statusCode(200);
        given().post("/api/v1/devices/edge_DISABLED/disable").then().statusCode(200);

        assertThat(Broker.byCertificate("disabled-1", "disabled-1")).isEqualTo(DENY);
        assertThat(Broker.byCertificate("edge_DISABLED", "edge_DISABLED")).isEqualTo(DENY);
        assertThat(Broker.byPassword("disabled-1", password, "192.0.2.20")).isEqualTo(DENY);
        assertThat(Broker.authorize("disabled-1", "publish", "iotflow/devices/disabled-1/telemetry/sensors"))
                .isEqualTo(DENY);
        assertThat(Broker.authorize("edge_DISABLED", "publish", "spBv1.0/G/NDATA/edge_DISABLED"))
                .isEqualTo(DENY);
    }

    @Test
    void aPasswordLetsInItsDeviceUntilItIsRevoked() {
        register("pass-1");
        register("pass-2");
        String password = password("pass-1");

        Broker.withPassword("pass-1", password, "192.0.2.21")
                .then()
                .body("result", equalTo(ALLOW))
                .body("is_superuser", equalTo(false))
                .body("expire_at", nullValue());
        assertThat(Broker.byPassword("pass-1", password, "192.0.2.21")).isEqualTo(ALLOW);
        assertThat(Broker.byPassword("pass-1", "wrong", "192.0.2.21")).isEqualTo(DENY);
        assertThat(Broker.byPassword("pass-2", password, "192.0.2.21")).isEqualTo(DENY);
        assertThat(Broker.result(Broker.authenticate(Map.of(
                        "clientid", "pass-1", "username", "pass-2", "password", password, "peerhost", "192.0.2.21"))))
                .isEqualTo(DENY);
        assertThat(Broker.result(Broker.authenticate(Map.of("clientid", "pass-1", "username", "pass-1"))))
                .isEqualTo(DENY);

        given().delete("/api/v1/devices/pass-1/passwords").then().statusCode(204);
        assertThat(Broker.byPassword("pass-1", password, "192.0.2.22")).isEqualTo(DENY);
    }

    @Test
    void theOldPasswordIsGoodForAWhileAndTheBrokerIsToldForHowLong() {
        register("rotate-1");
        String first = password("rotate-1");
        String second = given().post("/api/v1/devices/rotate-1/password?overlap=PT1H")
                .then()
                .statusCode(201)
                .extract()
                .path("password");

        assertThat(Broker.byPassword("rotate-1", second, "192.0.2.23")).isEqualTo(ALLOW);
        Broker.withPassword("rotate-1", first, "192.0.2.23")
                .then()
                .body("result", equalTo(ALLOW))
                .body("expire_at", greaterThan((int) Instant.now().getEpochSecond()));

        given().post("/api/v1/devices/rotate-1/password?overlap=PT0S").then().statusCode(201);
        assertThat(Broker.byPassword("rotate-1", first, "192.0.2.23")).isEqualTo(DENY);
        assertThat(Broker.byPassword("rotate-1", second, "192.0.2.23")).isEqualTo(DENY);
        given().post("/api/v1/devices/rotate-1/password?overlap=soon").then().statusCode(400);
        given().post("/api/v1/devices/rotate-1/password?overlap=P91D").then().statusCode(400);
    }

    @Test
    void aTokenLetsInItsDeviceUntilItIsWithdrawn() {
        register("token-1");
        register("token-2");
        String token = given().post("/api/v1/devices/token-1/token")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .extract()
                .path("token");

        Broker.withPassword("token-1", token, "192.0.2.24")
                .then()
                .body("result", equalTo(ALLOW))
                .body("expire_at", greaterThan((int) Instant.now().getEpochSecond()));
        assertThat(Broker.byPassword("token-2", token, "192.0.2.24")).isEqualTo(DENY);
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys.crv", hasItem("P-256"))
                .body("keys.d", equalTo(Collections.singletonList(null)));
        given().post("/api/v1/devices/token-1/token?validity=P2D").then().statusCode(400);

        given().delete("/api/v1/devices/token-1/tokens").then().statusCode(204);
        assertThat(Broker.byPassword("token-1", token, "192.0.2.24")).isEqualTo(DENY);
    }

    @Test
    void rolesOtherThanEdgeNodesGetNoPassword() {
        register("scada_NO-PASSWORD");
        register("edge_PASSWORD");

        given().post("/api/v1/devices/scada_NO-PASSWORD/password")
                .then()
                .statusCode(409)
                .body("type", containsString("needs-certificate"));
        given().post("/api/v1/devices/scada_NO-PASSWORD/token").then().statusCode(409);
        assertThat(Broker.byPassword("edge_PASSWORD", password("edge_PASSWORD"), "192.0.2.25"))
                .isEqualTo(ALLOW);
    }

    @Test
    void nobodyLearnsWhichDevicesThereAre() {
        register("known-with-password");
        register("known-without-password");
        password("known-with-password");
        List<String> clients =
                List.of("known-with-password", "known-without-password", "unknown-1", "scada_X", "not/an/id");

        for (String client : clients) {
            double runs = hashes();
            Broker.withPassword(client, "a guess", "192.0.2.26")
                    .then()
                    .statusCode(200)
                    .body(equalTo("{\"result\":\"deny\"}"));
            assertThat(hashes() - runs).as(client).isEqualTo(1);
        }
    }

    @Test
    void aPasswordThatWasRightIsNotHashedAgain() {
        register("cached-1");
        String password = password("cached-1");
        Broker.byPassword("cached-1", password, "192.0.2.27");
        double runs = hashes();

        for (int i = 0; i < 5; i++) {
            assertThat(Broker.byPassword("cached-1", password, "192.0.2.27")).isEqualTo(ALLOW);
        }
        assertThat(hashes()).isEqualTo(runs);
    }

    @Test
    void whoGuessesIsLockedOutWithNoticeUntilAnAdminEndsIt() {
        register("guessed-1");
        String password = password("guessed-1");
        for (int i = 0; i < 5; i++) {
            assertThat(Broker.byPassword("guessed-1", "guess " + i, "203.0.113.1"))
                    .isEqualTo(DENY);
        }

        double runs = hashes();
        assertThat(Broker.byPassword("guessed-1", password, "203.0.113.1")).isEqualTo(DENY);
        assertThat(hashes()).as("a locked-out guess costs nothing").isEqualTo(runs);
        assertThat(Broker.byPassword("guessed-1", password, "203.0.113.2")).isEqualTo(ALLOW);
        assertThat(Broker.byCertificate("guessed-1", "guessed-1")).isEqualTo(ALLOW);

        given().get("/api/v1/lock-outs")
                .then()
                .statusCode(200)
                .body("find { it.client == 'guessed-1' }.address", equalTo("203.0.113.1"))
                .body("find { it.client == 'guessed-1' }.kind", equalTo("client-and-address"));
        eventually()
                .untilAsserted(() -> given().queryParam("action", "lock-out")
                        .queryParam("subject", "guessed-1")
                        .get("/api/v1/audit")
                        .then()
                        .body("outcome", equalTo(List.of("locked"))));
        given().get("/q/metrics").then().body(containsString("oee_auth_lock_outs_total{kind=\"client-and-address\"}"));

        given().queryParam("client", "guessed-1")
                .queryParam("address", "203.0.113.1")
                .delete("/api/v1/lock-outs")
                .then()
                .statusCode(204);
        assertThat(Broker.byPassword("guessed-1", password, "203.0.113.1")).isEqualTo(ALLOW);
        given().queryParam("client", "guessed-1")
                .delete("/api/v1/lock-outs")
                .then()
                .statusCode(404);
    }

    @Test
    void whateverIsWrongTheAnswerIsDeny() {
        for (String question : List.of("authenticate", "authorize")) {
            for (String body : List.of(
                    "", "{", "[]", "{}", "null", "\u0000", "{\"clientid\":1,\"clientid\":2}", "{\"clientid\":{}}")) {
                assertThat(Broker.result(Broker.ask(question, body))).as(body).isEqualTo(DENY);
            }
            String large = "{\"clientid\":\"edge_1\",\"cert_common_name\":\"edge_1\",\"action\":\"publish\","
                    + "\"topic\":\"spBv1.0/G/NDATA/edge_1\",\"x\":\"" + "y".repeat(600_000) + "\"}";
            assertThat(Broker.result(Broker.ask(question, large))).isEqualTo(DENY);
            given().contentType(ContentType.JSON)
                    .header("X-Broker-Secret", "a wrong secret of someone")
                    .body("{\"clientid\":\"edge_1\",\"cert_common_name\":\"edge_1\"}")
                    .post("/mqtt/" + question)
                    .then()
                    .statusCode(200)
                    .body("result", equalTo(DENY));
        }
        given().post("/mqtt/ping").then().statusCode(401);
        given().header("X-Broker-Secret", AuthServers.BROKER_SECRET)
                .post("/mqtt/ping")
                .then()
                .statusCode(204);
        assertThat(Broker.authorize("edge_1", "delete", "spBv1.0/G/NDATA/edge_1"))
                .isEqualTo(DENY);
    }

    @Test
    void whatBrokersAskIsDescribed() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/mqtt/authenticate'.post.tags", equalTo(List.of("Brokers")))
                .body("paths.'/api/v1/devices'.get.tags", equalTo(List.of("Devices")));
    }

    @Test
    void whatBrokersSendBesidesIsPassedOver() {
        assertThat(
                        Broker.result(
                                Broker.ask(
                                        "authenticate",
                                        "{\"clientid\":\"edge_X\",\"cert_common_name\":\"edge_X\",\"client_attrs\":{\"a\":[1]},\"new\":null}")))
                .isEqualTo(ALLOW);
    }

    @Test
    void denialsAreAuditedSummedUpAndCounted() {
        for (int i = 0; i < 3; i++) {
            Broker.byCertificate("audited-1", "somebody-else");
        }

        eventually()
                .untilAsserted(() -> assertThat(given()
                                .queryParam("subject", "audited-1")
                                .get("/api/v1/audit")
                                .jsonPath()
                                .getList("times", Integer.class)
                                .stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .isEqualTo(3));
        given().queryParam("subject", "audited-1")
                .accept("text/csv")
                .get("/api/v1/audit")
                .then()
                .contentType("text/csv")
                .body(containsString("authenticate,audited-1,audited-1,192.0.2.10,deny,certificate-of-another-client"));
        given().queryParam("subject", "audited-1")
                .queryParam("outcome", "done")
                .get("/api/v1/audit")
                .then()
                .body("", equalTo(List.of()));
        given().queryParam("limit", 1).get("/api/v1/audit").then().header("Link", containsString("rel=\"next\""));
        given().queryParam("from", "yesterday").get("/api/v1/audit").then().statusCode(400);
        given().get("/q/metrics")
                .then()
                .body(
                        containsString(
                                "oee_auth_decisions_seconds_count{question=\"authenticate\",reason=\"certificate-of-another-client\",result=\"deny\"}"));
    }

    private static String password(String id) {
        return given().post("/api/v1/devices/" + id + "/password")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("username", equalTo(id))
                .extract()
                .path("password");
    }

    private static double hashes() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("oee_auth_password_hashes_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
