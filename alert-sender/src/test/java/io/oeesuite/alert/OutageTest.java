package io.oeesuite.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.Completed;
import io.oeesuite.mqtt.ConnectionFailed;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Somebody is away, refuses, or says what nobody can read. */
@QuarkusTest
@QuarkusTestResource(AlertServers.class)
class OutageTest extends WholeService {
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
    void oneNotificationThatIsNeverTakenHoldsUpNoOtherAndIsTriedOn() {
        webhook.doNotWant("POISON/edge_1/press");
        Alert poison = AlertMother.down("POISON/edge_1/press", Instant.now());
        Alert other = AlertMother.down("POISON/edge_1/saw", Instant.now());
        engine.say(poison);
        engine.say(AlertMother.resolved(poison, Instant.now()));
        engine.say(other);

        eventually().until(() -> told(other).size() == 1);
        assertThat(told(poison)).isEmpty();
        eventually()
                .untilAsserted(() -> given().queryParam("alert", poison.getId())
                        .queryParam("status", "skipped")
                        .get("/api/v1/deliveries")
                        .then()
                        .body("event", equalTo(List.of("raised"))));
        given().get("/q/health/ready").then().statusCode(200).body(containsString("HTTP 404"));

        webhook.doNotWant("");
        eventually().until(() -> told(poison).size() == 1);
        assertThat(told(poison).getFirst().getString("event")).isEqualTo("resolved");
    }

    @Test
    void whatAReceiverRefusesIsSaidSo() {
        webhook.answer(422);
        Alert alert = AlertMother.down("REFUSED/edge_1/press", Instant.now());
        engine.say(alert);

        eventually()
                .untilAsserted(() -> given().queryParam("alert", alert.getId())
                        .queryParam("status", "refused")
                        .get("/api/v1/deliveries")
                        .then()
                        .body("detail", equalTo(List.of("HTTP 422"))));
        given().get("/q/health/ready").then().body(containsString("refused for good: HTTP 422"));
        given().get("/q/metrics").then().body(containsString("oee_alert_channel_failing{channel=\"webhook\"} 1.0"));

        webhook.answer(204);
        Alert next = AlertMother.down("REFUSED/edge_1/saw", Instant.now());
        engine.say(next);
        eventually().until(() -> told(next).size() == 1);
        assertThat(told(alert)).isEmpty();
    }

    @Test
    void recordsWithoutAValueStopNothing() {
        for (Topic topic : List.of(Topic.ALERTS, Topic.ALERT_ACTIONS, Topic.NOTIFICATIONS)) {
            engine.sayNothing(topic, "EMPTY/edge_1/press");
        }
        Alert alert = AlertMother.down("EMPTY/edge_1/press", Instant.now());
        engine.say(alert);

        eventually().until(() -> told(alert).size() == 1 && mails(alert).size() == 1);
        try (var listener = new AlertListener(servers, DASHBOARD)) {
            eventually()
                    .until(() -> listener.on("oee/v1/alerts/EMPTY/edge_1/press").isPresent());
        }
        for (String step : List.of("mqtt", "decide", "deliver")) {
            given().get("/q/metrics")
                    .then()
                    .body(containsString("oee_alert_unreadable_records_total{step=\"" + step + "\"}"));
        }
    }

    @Test
    void aBrokerThatHasLostWhatItRetainedIsToldAnew() {
        Alert alert = AlertMother.down("LOST/edge_1/press", Instant.now());
        engine.say(alert);
        String topic = "oee/v1/alerts/LOST/edge_1/press";
        String over = "oee/v1/alerts/LOST/edge_1/saw";
        Alert ended = AlertMother.down("LOST/edge_1/saw", Instant.now());
        engine.say(ended);
        engine.say(AlertMother.resolved(ended, Instant.now()));
        eventually().until(() -> told(alert).size() == 1);
        eventually().until(() -> MqttPlace.lag(servers.kafkaBootstrap()) == 0);
        retain(topic, "");
        retain(over, "{\"id\":\"of long ago\"}");

        try (var listener = new AlertListener(servers, DASHBOARD)) {
            eventually().until(() -> listener.on(over).isPresent());

            asAnotherClient("alert_SENDER", _ -> {}); // takes the connection over, so that it is made anew

            eventually()
                    .until(() -> listener.on(topic)
                            .filter(json -> json.contains(alert.getId()))
                            .isPresent());
            eventually().until(() -> listener.on(over).filter(String::isEmpty).isPresent());
        }
    }

    @Test
    void theOffsetIsCommittedOnlyWhenTheBrokerHasTheAlert() throws Exception {
        eventually().until(() -> MqttPlace.lag(servers.kafkaBootstrap()) == 0);
        servers.broker().kill();
        try {
            Alert alert = AlertMother.down("AWAY/edge_1/press", Instant.now());
            engine.say(alert);
            eventually().until(() -> told(alert).size() == 1);
            assertThat(MqttPlace.lag(servers.kafkaBootstrap()))
                    .as("others are served, MQTT is not committed")
                    .isEqualTo(1);
            given().get("/q/health/ready").then().statusCode(200).body(containsString("oldest untold, s"));
            given().get("/q/metrics").then().body(containsString("oee_alert_mqtt_connected 0.0"));
        } finally {
            servers.broker().start();
        }

        eventually().until(() -> MqttPlace.lag(servers.kafkaBootstrap()) == 0);
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

            assertThatThrownBy(() -> Completed.of(granted.toCompletionStage()))
                    .hasCauseInstanceOf(ConnectionFailed.class);
        } finally {
            Completed.of(connection.stop().toCompletionStage());
            Completed.of(vertx.close().toCompletionStage());
        }
    }

    /** As somebody else with the right to. */
    private void retain(String topic, String payload) {
        asAnotherClient(
                "alert_SENDER-3",
                connection -> Completed.of(connection
                        .publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, true)
                        .toCompletionStage()));
    }

    private void asAnotherClient(String clientId, Consumer<MqttConnection> action) {
        Map<String, String> environment = servers.mqttEnvironment(clientId);
        Vertx vertx = Vertx.vertx();
        var connection = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), clientId),
                ConnectionOptions.defaults(),
                InboundMessage::acknowledge);
        try {
            connection.start();
            eventually().until(() -> connection.state() instanceof ConnectionState.Connected);
            action.accept(connection);
        } finally {
            Completed.of(connection.stop().toCompletionStage());
            Completed.of(vertx.close().toCompletionStage());
        }
    }
}
