package io.oeesuite.alert;

import java.time.Instant;
import java.util.List;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Alert;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Alerts on Kafka in; MQTT, webhook and e-mail out. */
@QuarkusTest
@QuarkusTestResource(AlertServers.class)
class AlertSenderTest extends WholeService {
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
            assertThat(afterwards.on(topic).filter(text -> !text.isEmpty()))
                    .as("nothing is retained")
                    .isEmpty();
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
    void whatAMachineSaysCannotWriteTheHeadersOfAMail() throws Exception {
        Alert alert = AlertMother.down("FORGED/edge_1/press", Instant.now()).toBuilder()
                .setReason("17\r\nBcc: thief@elsewhere.example\r\n\r\nNothing to see here")
                .setOrder("O\u2028\n1")
                .setProduct("A\r\nDuration  none")
                .build();
        engine.say(alert);
        eventually().until(() -> mails(alert).size() == 1);

        MimeMessage message = mails(alert).getFirst();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject())
                .endsWith(", reason 17 Bcc: thief@elsewhere.example Nothing to see here, order O 1");
        assertThat(message.getContent().toString())
                .startsWith("FORGED/edge_1/press is down since")
                .contains("Product    A Duration  none");
    }

    @Test
    void whatIsRaisedAgainWithTheSameBeginIsToldAgain() {
        Instant now = Instant.now();
        Alert first = AlertMother.down("AGAIN/edge_1/press", now);
        engine.say(first);
        eventually().until(() -> told(first).size() == 1);
        engine.say(AlertMother.resolved(first, now.plusSeconds(1)));
        eventually().until(() -> told(first).size() == 2);

        engine.say(
                first.toBuilder().setRaisedMs(now.plusSeconds(2).toEpochMilli()).build());

        // the cooldown of the test's routes is none
        eventually().until(() -> told(first).size() == 3);
        assertThat(told(first))
                .extracting(json -> json.getString("id"))
                .doesNotHaveDuplicates()
                .last()
                .asString()
                .contains(":again-1:raised:");
    }
}
