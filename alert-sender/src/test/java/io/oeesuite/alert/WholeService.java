package io.oeesuite.alert;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.icegreen.greenmail.util.GreenMail;

import io.oeesuite.alert.channel.WebhookReceiver;
import io.oeesuite.contracts.Alert;
import io.oeesuite.localstack.LocalStack;
import io.restassured.path.json.JsonPath;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

/** The whole service against a real broker, Kafka and mail server. */
abstract class WholeService {
    static final String DASHBOARD = "dashboard_OEE-PRODUCTION";

    LocalStack servers;
    WebhookReceiver webhook;
    GreenMail mail;
    AlertTopicWriter engine;

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
        webhook.doNotWant("");
    }

    /** What the webhook was told of the alert and has taken. */
    final List<JsonPath> told(Alert alert) {
        return webhook.received().stream()
                .filter(request -> request.answered() == 204)
                .map(request -> JsonPath.from(new String(request.body(), StandardCharsets.UTF_8)))
                .filter(json -> json.getString("alert.id").equals(alert.getId()))
                .toList();
    }

    final List<MimeMessage> mails(Alert alert) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> references(message).contains(alert.getId()))
                .toList();
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    private static String references(MimeMessage message) {
        try {
            return String.join(" ", message.getHeader("References"));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
