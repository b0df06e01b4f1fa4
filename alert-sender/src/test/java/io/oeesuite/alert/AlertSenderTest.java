package io.oeesuite.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.mail.internet.MimeMessage;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.icegreen.greenmail.util.GreenMail;

import io.oeesuite.alert.channel.WebhookReceiver;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionFailed;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Alerts on Kafka in; MQTT, webhook and e-mail out: the whole service against a real broker, Kafka and mail server. */
@QuarkusTest
@QuarkusTestResource(AlertServers.class)
class AlertSenderTest {
    private static final String DASHBOARD = "dashboard_OEE-PRODUCTION";

    LocalStack servers;
    WebhookReceiver webhook;
    GreenMail mail;

    private AlertTopicWriter engine;

    @BeforeEach
    void begin() {
        engine = new AlertTopicWriter(servers.kafkaBootstrap());
        eventually().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        given().get("/q/health/live").then().statusCode(200).body(containsString("Messaging"));
    }

    @AfterEach
    void end() {
        engine.close();
        webhook.answer(204);
    }

    @Test
    void anAlertIsRetainedOnMqttWhileItIsOpenAndClearedWhenItIsResolved() {
        Alert alert = AlertMother.down("MQTT/edge_1/press", Instant.now());
        engine.say(alert);
        String topic = "oee/v1/alerts/MQTT/edge_1/press";

        try (var listener = new AlertListener(servers, DASHBOARD)) {
            eventually().until(() -> listener.on(topic).isPresent());
            JsonPath json = JsonPath.from(listener.on(topic).orElseThrow());
            assertThat(json.getString("id")).isEqualTo(alert.getId());
            assertThat(json.getString("equipment")).isEqualTo("MQTT/edge_1/press");
            assertThat(json.getString("rule")).isEqualTo("machine-down");
            assertThat(json.getString("severity")).isEqualTo("critical");
            assertThat(json.getString("status")).isEqualTo("open");
            assertThat(Instant.parse(json.getString("startedAt")).toEpochMilli())
                    .isEqualTo(alert.getStartMs());
        }
        try (var late = new AlertListener(servers, DASHBOARD)) {
            eventually().until(() -> late.on(topic).isPresent());
            engine.say(AlertMother.resolved(alert, Instant.now()));
            eventually().until(() -> late.on(topic).filter(String::isEmpty).isPresent());
        }
        try (var afterwards = new AlertListener(servers, DASHBOARD)) {
            Alert other = AlertMother.down("MQTT/edge_1/saw", Instant.now());
            engine.say(other);
            eventually()
                    .until(() -> afterwards.on("oee/v1/alerts/MQTT/edge_1/saw").isPresent());
            assertThat(afterwards.on(topic)).as("nothing is retained").isEmpty();
        }
    }

    @Test
    void anAlertAndItsEndAreSentAsSignedWebhookAndAsEMail() throws Exception {
        Alert alert = AlertMother.down("TOLD/edge_1/press", Instant.now());
        engine.say(alert);
        eventually().until(() -> told(alert).size() == 1 && mails(alert).size() == 1);
        engine.say(AlertMother.resolved(alert, Instant.now()));
        eventually().until(() -> told(alert).size() == 2 && mails(alert).size() == 2);

        assertThat(told(alert).get(0).getString("event")).isEqualTo("raised");
        assertThat(told(alert).get(1).getString("event")).isEqualTo("resolved");
        MimeMessage raised = mails(alert).get(0);
        assertThat(raised.getSubject()).startsWith("[CRITICAL] TOLD/edge_1/press is down since ");
        assertThat(raised.getAllRecipients()[0]).hasToString("shift@plant.example");
        assertThat(raised.getMessageID()).isEqualTo("<" + alert.getId() + ".raised.mail@oee-suite>");
        assertThat(mails(alert).get(1).getSubject()).startsWith("[RESOLVED]");
        eventually()
                .untilAsserted(() -> given().queryParam("alert", alert.getId())
                        .get("/api/v1/deliveries")
                        .then()
                        .statusCode(200)
                        .body(
                                "findAll { it.status == 'delivered' }.channel.sort()",
                                equalTo(List.of("mail", "mail", "mqtt", "mqtt", "webhook", "webhook"))));
    }

    @Test
    void aChannelThatIsDownHoldsUpNoOtherAndLosesNothing() {
        webhook.answer(503);
        Alert first = AlertMother.down("HELDUP/edge_1/press", Instant.now());
        Alert second = AlertMother.down("HELDUP/edge_1/saw", Instant.now());
        engine.say(first);
        engine.say(second);

        eventually().until(() -> mails(first).size() == 1 && mails(second).size() == 1);
        eventually()
                .untilAsserted(() -> given().queryParam("channel", "webhook")
                        .queryParam("status", "failing")
                        .get("/api/v1/deliveries")
                        .then()
                        .body("detail", hasItem("HTTP 503")));
        assertThat(told(first)).isEmpty();

        webhook.answer(204);
        eventually().until(() -> told(first).size() == 1 && told(second).size() == 1);
    }

    @Test
    void nobodyAcknowledgesSoOthersAreCalled() throws Exception {
        Alert alert = AlertMother.down("SLOW/edge_1/press", Instant.now());
        engine.say(alert);

        eventually().until(() -> mails(alert).size() == 2);
        assertThat(mails(alert).get(1).getSubject()).contains("nobody has acknowledged");
    }

    @Test
    void whoAcknowledgesIsRememberedAndNobodyElseIsCalled() {
        Alert alert = AlertMother.down("SLOW/edge_1/saw", Instant.now());
        engine.say(alert);
        eventually().until(() -> given().get("/api/v1/alerts/" + alert.getId()).statusCode() == 200);

        given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body("{\"comment\":\"on my way\"}")
                .post("/api/v1/alerts/" + alert.getId() + "/acknowledge")
                .then()
                .statusCode(200)
                .body("acknowledged.actor", equalTo("anna"))
                .body("acknowledged.comment", equalTo("on my way"));

        Alert other = AlertMother.down("SLOW/edge_1/lathe", Instant.now());
        engine.say(other);
        eventually().until(() -> mails(other).size() == 2);
        assertThat(mails(alert)).as("only the other one has escalated").hasSize(1);
        given().header("X-Actor", "bert")
                .post("/api/v1/alerts/" + alert.getId() + "/acknowledge")
                .then()
                .statusCode(200)
                .body("acknowledged.actor", equalTo("anna"));
    }

    @Test
    void aSilenceKeepsCallsBackUntilItIsEndedAndMqttShowsTheAlertAllTheSame() {
        String id = given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "equipment",
                        "QUIET",
                        "to",
                        Instant.now().plusSeconds(600).toString(),
                        "comment",
                        "cleaning"))
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/silences/"))
                .body("active", equalTo(true))
                .extract()
                .path("id");
        given().get("/api/v1/silences").then().body("id", hasItem(id));
        Alert alert = AlertMother.down("QUIET/edge_1/press", Instant.now());
        engine.say(alert);

        try (var listener = new AlertListener(servers, DASHBOARD)) {
            eventually()
                    .until(() -> listener.on("oee/v1/alerts/QUIET/edge_1/press").isPresent());
        }
        eventually()
                .untilAsserted(() -> given().get("/api/v1/alerts/" + alert.getId())
                        .then()
                        .statusCode(200)
                        .body("heldBack", equalTo("silenced")));
        assertThat(told(alert)).isEmpty();

        given().header("X-Actor", "anna")
                .delete("/api/v1/silences/" + id)
                .then()
                .statusCode(204);
        eventually().until(() -> told(alert).size() == 1);
    }

    @Test
    void aWeeklyMaintenanceWindowIsShownAsItWasSet() {
        given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body("""
                        {"equipment":"WEEKLY/edge_1","rule":"no-data","to":"2099-12-31T00:00:00Z",
                         "weekly":{"days":["SATURDAY"],"from":"22:00","to":"06:00","timeZone":"Europe/Berlin"}}
                        """)
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .body("weekly.days", equalTo(List.of("SATURDAY")))
                .body("weekly.to", equalTo("06:00:00"))
                .body("actor", equalTo("anna"));
    }

    @Test
    void alertsAreListedByStatusAndEquipment() {
        Alert alert = AlertMother.down("LISTED/edge_1/press", Instant.now());
        engine.say(alert);

        eventually()
                .untilAsserted(() -> given().queryParam("status", "open")
                        .queryParam("equipment", "LISTED")
                        .get("/api/v1/alerts")
                        .then()
                        .body("id", equalTo(List.of(alert.getId()))));
        engine.say(AlertMother.resolved(alert, Instant.now()));
        eventually()
                .untilAsserted(() -> given().queryParam("status", "resolved")
                        .queryParam("equipment", "LISTED/edge_1")
                        .get("/api/v1/alerts")
                        .then()
                        .body("status", equalTo(List.of("resolved"))));
        given().header("X-Actor", "anna")
                .post("/api/v1/alerts/" + alert.getId() + "/acknowledge")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:oee-suite:problem:already-resolved"));
    }

    @Test
    void whatIsWrongWithARequestIsAProblemThatSaysWhatToDo() {
        problem(given().get("/api/v1/alerts?status=shut"), 400, "bad-parameter", "open, resolved, all");
        problem(given().get("/api/v1/alerts/none"), 404, "unknown-alert", "GET /api/v1/alerts");
        problem(given().get("/api/v1/deliveries?limit=0"), 400, "bad-parameter", "1..1000");
        problem(given().delete("/api/v1/silences/none"), 400, "no-actor", "X-Actor");
        problem(given().header("X-Actor", "anna").delete("/api/v1/silences/none"), 404, "unknown-silence", "silences");
        problem(silence("{\"equipment\":\"A\"}"), 400, "invalid-silence", "\"to\" is missing");
        problem(silence("{\"to\":\"2001-01-01T00:00:00Z\"}"), 400, "invalid-silence", "lie before");
        problem(silence("{\"to\":\"2099-01-01T00:00:00Z\",\"equipment\":\"a//b\"}"), 400, "invalid-silence", "a//b");
        problem(silence("{\"until\":\"2099-01-01T00:00:00Z\"}"), 400, "unreadable-body", "until");
        problem(silence("{"), 400, "unreadable-body", "");
    }

    @Test
    void theApiIsDescribed() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/api/v1/alerts/{id}/acknowledge"));
    }

    @Test
    void theOffsetIsCommittedOnlyWhenTheBrokerHasTheAlert() throws Exception {
        eventually().until(() -> lag() == 0);
        servers.broker().kill();
        try {
            Alert alert = AlertMother.down("AWAY/edge_1/press", Instant.now());
            engine.say(alert);
            eventually().until(() -> told(alert).size() == 1);
            assertThat(lag()).as("others are served, MQTT is not committed").isEqualTo(1);
            given().get("/q/health/ready").then().statusCode(503).body(containsString("mqtt"));
        } finally {
            servers.broker().start();
        }

        eventually().until(() -> lag() == 0);
        try (var listener = new AlertListener(servers, DASHBOARD)) {
            eventually()
                    .until(() -> listener.on("oee/v1/alerts/AWAY/edge_1/press").isPresent());
        }
    }

    @Test
    void theSendersCertificateCannotListenToData() {
        Map<String, String> environment = servers.mqttEnvironment("alert_SENDER-2");
        Vertx vertx = Vertx.vertx();
        var connection = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), "alert_SENDER-2"),
                ConnectionOptions.defaults(),
                InboundMessage::acknowledge);
        try {
            var granted = connection.subscribe(Subscription.required("spBv1.0/#", 1));
            connection.start();

            assertThatThrownBy(() ->
                            granted.toCompletionStage().toCompletableFuture().join())
                    .hasCauseInstanceOf(ConnectionFailed.class);
        } finally {
            connection.stop().toCompletionStage().toCompletableFuture().join();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static io.restassured.response.Response silence(String body) {
        return given().header("X-Actor", "anna")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/silences");
    }

    private static void problem(io.restassured.response.Response response, int status, String type, String detail) {
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:oee-suite:problem:" + type))
                .body("detail", containsString(detail));
    }

    /** What the webhook was told of the alert and has taken, by their ids once each. */
    private List<JsonPath> told(Alert alert) {
        Predicate<WebhookReceiver.Received> taken = request -> request.answered() == 204;
        return webhook.received().stream()
                .filter(taken)
                .map(request -> JsonPath.from(new String(request.body(), java.nio.charset.StandardCharsets.UTF_8)))
                .filter(json -> json.getString("alert.id").equals(alert.getId()))
                .toList();
    }

    private List<MimeMessage> mails(Alert alert) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> headers(message).contains(alert.getId()))
                .toList();
    }

    private static String headers(MimeMessage message) {
        try {
            return String.join(" ", message.getHeader("References"));
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** Alerts on Kafka that MQTT's place has not passed. */
    private long lag() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrap()))) {
            var committed = admin.listConsumerGroupOffsets("oee-alert-sender-mqtt")
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (int number = 0; number < Topic.ALERTS.partitions(); number++) {
                var partition = new TopicPartition(Topic.ALERTS.topicName(), number);
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                lag += end
                        - (committed.get(partition) == null
                                ? 0
                                : committed.get(partition).offset());
            }
            return lag;
        }
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
