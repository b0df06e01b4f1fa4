package io.oeesuite.auth.enrolment;

import java.security.KeyPair;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.oeesuite.auth.broker.Broker;
import io.oeesuite.auth.certificate.RequestMother;
import io.oeesuite.httpaccess.ProblemException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

/** Devices that ask over the real broker, which asks this service about them. */
@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class DiscoveryTest extends WholeService {
    private static final byte[] DATA = {'1'};

    @Inject
    Vertx vertx;

    @Inject
    TokenEnrolment tokens;

    @Test
    void withATokenAsPasswordItGetsACertificateAndConnectsAndRenewsWithIt() throws Exception {
        register("mqtt-1");
        String token = token("mqtt-1");
        KeyPair key = RequestMother.ec("secp256r1");
        Map<String, String> question =
                Map.of("token", token, "csr", RequestMother.of("CN=mqtt-1", key), "correlation", "a");
        JsonNode issued;
        try (AskingDevice device = AskingDevice.withPassword(vertx, servers, "mqtt-1", token)) {
            issued = device.listening().ask(question);
            assertThat(issued.get("status").asText()).isEqualTo("issued");
            assertThat(issued.get("correlation").asText()).isEqualTo("a");
            assertThat(device.ask(question).get("serial")).isEqualTo(issued.get("serial"));
            assertProblem(
                    device.ask(Map.of("token", token, "csr", RequestMother.of("mqtt-1"))), 401, "enrolment-refused");
        }
        assertThat(Broker.byPassword("mqtt-1", token, "192.0.2.70")).isEqualTo("deny");

        try (AskingDevice device = AskingDevice.withCertificate(
                vertx, servers, "mqtt-1", issued.get("certificate").asText(), key.getPrivate())) {
            device.listening();
            assertThat(device.publish("iotflow/devices/mqtt-1/telemetry/sensors", DATA))
                    .isPresent();
            String serial = issued.get("serial").asText();
            String next = RequestMother.of("mqtt-1");
            assertProblem(
                    device.ask(Map.of("csr", next, "serial", serial, "signature", "AAAA")), 401, "renewal-refused");
            assertProblem(device.ask(Map.of("csr", next, "serial", serial)), 401, "renewal-refused");
            JsonNode renewed =
                    device.ask(Map.of("csr", next, "serial", serial, "signature", RequestMother.sign(key, next)));
            assertThat(renewed.get("status").asText()).isEqualTo("issued");
            assertThat(renewed.get("serial")).isNotEqualTo(issued.get("serial"));
            assertThat(device.ask(Map.of("csr", RequestMother.of("mqtt-1")))
                            .get("status")
                            .asText())
                    .isEqualTo("pending");
        }
    }

    @Test
    void anotherDevicesTokenAndCertificateAreOfNoUse() throws Exception {
        register("mqtt-2");
        register("mqtt-3");
        String others = token("mqtt-2");
        KeyPair key = RequestMother.ec("secp256r1");
        JsonNode issued = new ObjectMapper()
                .readTree(json(Map.of("token", token("mqtt-2"), "csr", RequestMother.of("CN=mqtt-2", key)))
                        .post("/api/v1/enrolments")
                        .asString());
        String own = token("mqtt-3");
        String next = RequestMother.of("mqtt-2");
        try (AskingDevice device = AskingDevice.withPassword(vertx, servers, "mqtt-3", own)) {
            device.listening();
            assertProblem(
                    device.ask(Map.of("token", others, "csr", RequestMother.of("mqtt-2"))), 401, "enrolment-refused");
            assertProblem(
                    device.ask(Map.of(
                            "csr",
                            next,
                            "serial",
                            issued.get("serial").asText(),
                            "signature",
                            RequestMother.sign(key, next))),
                    401,
                    "renewal-refused");
            assertProblem(
                    device.ask(Map.of("token", own, "csr", RequestMother.of("mqtt-2"))), 400, "csr-other-subject");
        }
    }

    @Test
    void letInByATokenItMayAskForACertificateAndNothingElse() throws Exception {
        register("mqtt-4", "hall-mqtt");
        String token = token("mqtt-4");
        Broker.withPassword("mqtt-4", token, "192.0.2.71")
                .then()
                .body("result", equalTo("allow"))
                .body("is_superuser", equalTo(false))
                .body("expire_at", notNullValue())
                .body("acl.permission", equalTo(List.of("allow", "allow", "deny")))
                .body("acl.action", equalTo(List.of("publish", "subscribe", "all")))
                .body(
                        "acl.topic",
                        equalTo(List.of(
                                "iotflow/discovery/register/mqtt-4", "iotflow/discovery/response/mqtt-4", "#")));
        assertThat(Broker.authorize("mqtt-4", "publish", "iotflow/discovery/register/mqtt-4"))
                .isEqualTo("allow");
        assertThat(Broker.authorize("mqtt-4", "subscribe", "iotflow/discovery/response/mqtt-4"))
                .isEqualTo("allow");
        for (String topic : List.of(
                "iotflow/devices/mqtt-4/telemetry/sensors",
                "iotflow/devices/mqtt-4/status/online",
                "iotflow/discovery/register/mqtt-5",
                "iotflow/discovery/response/mqtt-4",
                "")) {
            assertThat(Broker.authorize("mqtt-4", "publish", topic)).as(topic).isEqualTo("deny");
        }
        for (String filter : List.of(
                "iotflow/devices/mqtt-4/commands/#",
                "iotflow/devices/mqtt-4/config",
                "iotflow/fleet/commands/hall-mqtt",
                "iotflow/discovery/response/+",
                "#")) {
            assertThat(Broker.authorize("mqtt-4", "subscribe", filter))
                    .as(filter)
                    .isEqualTo("deny");
        }
        try (AskingDevice device = AskingDevice.withPassword(vertx, servers, "mqtt-4", token)) {
            device.listening();
            assertThat(device.publish("iotflow/devices/mqtt-4/telemetry/sensors", DATA))
                    .isEmpty();
        }

        given().post("/api/v1/devices/mqtt-4/password").then().statusCode(201);

        assertThat(Broker.authorize("mqtt-4", "publish", "iotflow/devices/mqtt-4/telemetry/sensors"))
                .isEqualTo("allow");
        assertThat(Broker.byPassword("mqtt-4", token, "192.0.2.71")).isEqualTo("deny");
    }

    @Test
    void aTokenLetsInNobodyElse() {
        register("mqtt-5");
        register("mqtt-6");
        register("edge_MQTT-7");
        String token = token("mqtt-5");

        assertThat(Broker.byPassword("mqtt-6", token, "192.0.2.72")).isEqualTo("deny");
        assertThat(Broker.byPassword("mqtt-not-registered", token, "192.0.2.72"))
                .isEqualTo("deny");
        assertThat(Broker.byPassword("edge_MQTT-7", token("edge_MQTT-7"), "192.0.2.72"))
                .isEqualTo("deny");
        String later = token("mqtt-5");
        assertThat(Broker.byPassword("mqtt-5", token, "192.0.2.72")).isEqualTo("deny");
        assertThat(Broker.byPassword("mqtt-5", later, "192.0.2.72")).isEqualTo("allow");
        assertThat(Broker.byPassword("mqtt-5", later, "192.0.2.72")).isEqualTo("allow");
        given().post("/api/v1/devices/mqtt-5/disable").then().statusCode(200);
        assertThat(Broker.byPassword("mqtt-5", later, "192.0.2.72")).isEqualTo("deny");
    }

    @Test
    void anEndedTokenLetsNobodyInAndItsDeviceMayStillSayNothing() throws Exception {
        register("mqtt-8");
        String token = token("mqtt-8");
        try (var database = openDatabase();
                var update = database.prepareStatement(
                        "update enrolment_token set valid_until = now() - interval '1 second' where device_id = 'mqtt-8'")) {
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        eventually()
                .untilAsserted(() -> assertThat(Broker.byPassword("mqtt-8", token, "192.0.2.73"))
                        .isEqualTo("deny"));
        assertThat(Broker.authorize("mqtt-8", "publish", "iotflow/devices/mqtt-8/telemetry/sensors"))
                .isEqualTo("deny");
    }

    @Test
    void whoGuessesAtTheBrokerIsLockedOut() {
        register("mqtt-9");
        String token = token("mqtt-9");
        for (int i = 0; i < 5; i++) {
            assertThat(Broker.byPassword("mqtt-9", "oee_enrol_wrong" + i, "192.0.2.74"))
                    .isEqualTo("deny");
        }

        assertThat(Broker.byPassword("mqtt-9", token, "192.0.2.74")).isEqualTo("deny");
        assertThat(Broker.byPassword("mqtt-9", token, "192.0.2.75")).isEqualTo("allow");
        given().get("/api/v1/lock-outs").then().body("client", hasItem("mqtt-9"));
    }

    @Test
    void whatCannotBeReadGetsAProblemAndTheNextIsAnswered() throws Exception {
        register("mqtt-10");
        String token = token("mqtt-10");
        try (AskingDevice device = AskingDevice.withPassword(vertx, servers, "mqtt-10", token)) {
            device.listening();
            for (String malformed : List.of("no JSON", "[]", "\"text\"", "{\"csr\":", "")) {
                assertProblem(device.ask(malformed), 400, "unreadable-body");
            }
            for (int beyond : List.of(1, 2_000)) {
                assertProblem(device.ask("x".repeat(Discovery.LONGEST + beyond)), 413, "too-large");
            }
            assertProblem(device.ask("{\"token\":{}}"), 401, "enrolment-refused");
            assertProblem(device.ask(Map.of("token", token, "csr", "nonsense")), 400, "csr-unreadable");

            assertThat(device.ask(Map.of("token", token, "csr", RequestMother.of("mqtt-10")))
                            .get("status")
                            .asText())
                    .isEqualTo("issued");
        }
    }

    @Test
    void whoAsksTooFastIsToldSo() throws Exception {
        register("mqtt-11");
        try (AskingDevice device = AskingDevice.withPassword(vertx, servers, "mqtt-11", token("mqtt-11"))) {
            device.listening();
            Set<String> problems = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                device.send(DATA);
            }
            for (int i = 0; i < 40; i++) {
                problems.add(device.answer().at("/problem/type").asText());
            }
            assertThat(problems)
                    .containsExactlyInAnyOrder(
                            "urn:oee-suite:problem:unreadable-body", "urn:oee-suite:problem:too-many-questions");
        }
    }

    @Test
    void withoutATokenItWaitsForAnEngineer() throws Exception {
        register("mqtt-12");
        String password = given().post("/api/v1/devices/mqtt-12/password").path("password");
        String csr = RequestMother.of("mqtt-12");
        try (AskingDevice device = AskingDevice.withPassword(vertx, servers, "mqtt-12", password)) {
            device.listening();
            assertThat(device.ask(Map.of("csr", csr)).get("status").asText()).isEqualTo("pending");
            given().get("/api/v1/enrolments/pending").then().body("id", hasItem("mqtt-12"));

            String key = given().get("/api/v1/enrolments/pending").path("find { it.id == 'mqtt-12' }.key");
            given().post("/api/v1/enrolments/pending/mqtt-12/approve?key=" + key)
                    .then()
                    .statusCode(200);

            assertThat(device.ask(Map.of("csr", csr)).get("status").asText()).isEqualTo("issued");
            assertProblem(device.ask(Map.of("csr", RequestMother.of("mqtt-12"))), 409, "enrolment-of-another-key");
        }
    }

    @Test
    void ofManyKeysAtTheSameTimeOneGetsACertificate() throws Exception {
        register("mqtt-race");
        String token = token("mqtt-race");
        List<Callable<Boolean>> attempts = IntStream.range(0, 12)
                .mapToObj(_ -> RequestMother.of("mqtt-race"))
                .<Callable<Boolean>>map(csr -> () -> {
                    try {
                        tokens.enrolOrRepeat("mqtt-race", token, csr);
                        return true;
                    } catch (ProblemException refused) {
                        return false;
                    }
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            assertThat(threads.invokeAll(attempts).stream()
                            .map(Future::resultNow)
                            .filter(one -> one))
                    .hasSize(1);
        }
        given().get("/api/v1/devices/mqtt-race/certificates").then().body("size()", equalTo(1));
    }

    @Test
    void theDocumentNamesTheTopicsAndTheLimit() {
        var api = new AsyncApi();
        var topics = new DiscoveryTopics("iotflow");

        assertThat(api.address("register")).isEqualTo(topics.register("{id}"));
        assertThat(api.address("response")).isEqualTo(topics.response("{id}"));
        assertThat(api.description("register")).contains("At most " + Discovery.LONGEST + " bytes");
    }

    private static void assertProblem(JsonNode answer, int status, String name) {
        assertThat(answer.get("status").asText()).isEqualTo("refused");
        assertThat(answer.at("/problem/type").asText()).isEqualTo("urn:oee-suite:problem:" + name);
        assertThat(answer.at("/problem/status").asInt()).isEqualTo(status);
    }

    private static String token(String id) {
        return json(Map.of())
                .post("/api/v1/devices/" + id + "/enrolment")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }
}
