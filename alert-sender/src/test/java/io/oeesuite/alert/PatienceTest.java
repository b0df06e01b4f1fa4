package io.oeesuite.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Alert;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** For whom it waits, and for how long. */
@QuarkusTest
@QuarkusTestResource(AlertServers.class)
@QuarkusTestResource(value = SilentBroker.class, restrictToAnnotatedClass = true)
class PatienceTest extends WholeService {
    SilentBroker broker;

    @Test
    void whatTheBrokerHasTakenAndNotAcknowledgedIsNotCommitted() {
        eventually().until(() -> MqttPlace.lag(servers.kafkaBootstrap()) == 0);
        broker.beSilent();
        Alert alert = AlertMother.down("SILENT/edge_1/press", Instant.now());
        engine.say(alert);
        eventually()
                .until(() -> broker.taken().stream()
                        .anyMatch(message -> message.topicName().equals("oee/v1/alerts/SILENT/edge_1/press")));
        eventually().until(() -> mails(alert).size() == 1);

        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> MqttPlace.lag(servers.kafkaBootstrap()) == 1);
        given().get("/q/metrics").then().body(containsString("oee_alert_oldest_untold_seconds{channel=\"mqtt\"}"));

        broker.talk();
        eventually().until(() -> MqttPlace.lag(servers.kafkaBootstrap()) == 0);
    }

    @Test
    void whatIsTriedForTooLongIsGivenUpAndSaidSo() {
        webhook.answer(503);
        Alert alert = AlertMother.down("GIVENUP/edge_1/press", Instant.now());
        engine.say(alert);

        eventually()
                .untilAsserted(() -> given().queryParam("alert", alert.getId())
                        .queryParam("status", "expired")
                        .get("/api/v1/deliveries")
                        .then()
                        .body("channel", equalTo(List.of("webhook"))));
        given().get("/q/health/ready").then().body(containsString("given up: "));
    }
}
