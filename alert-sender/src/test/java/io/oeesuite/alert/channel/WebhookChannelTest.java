package io.oeesuite.alert.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.alert.AlertMother;
import io.oeesuite.alert.told.AlertJson;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.NotificationCause;
import io.oeesuite.startup.InvalidSettings;

import static io.oeesuite.alert.AlertMother.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class WebhookChannelTest {
    private static final String SECRET = "only for this test";

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final WebhookChannel channel = channel(receiver.url(), Duration.ofSeconds(5));
    private final WebhookChannel impatient = channel(receiver.url(), Duration.ofMillis(300));
    private final Notification notification = Notification.newBuilder()
            .setId("1:raised:webhook")
            .setChannel("webhook")
            .setCause(NotificationCause.NOTIFICATION_CAUSE_RAISED)
            .setAlert(AlertMother.down(PRESS, Instant.parse("2026-03-02T12:00:00Z")))
            .build();

    @AfterEach
    void close() {
        channel.close();
        impatient.close();
        receiver.close();
    }

    @Test
    void theBodyIsSignedAndCarriesTheIdOfTheNotification() throws Exception {
        assertThat(channel.tell(notification)).isEqualTo(new Attempt.Told());

        var request = receiver.received().getFirst();
        assertThat(request.signature())
                .isEqualTo(WebhookSignature.with(SECRET).of(request.body()))
                .matches("sha256=[0-9a-f]{64}");
        assertThat(request.id()).isEqualTo("1:raised:webhook");
        var json = new ObjectMapper().readTree(request.body());
        assertThat(json.get("event").asText()).isEqualTo("raised");
        assertThat(json.at("/alert/equipment").asText()).isEqualTo(PRESS);
        assertThat(json.at("/alert/startedAt").asText()).isEqualTo("2026-03-02T11:55:00Z");
    }

    @Test
    void theSignatureIsThatOfRfc4231() {
        // test case 2
        var signature =
                WebhookSignature.with("Jefe").of("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void aReceiverThatCannotIsAskedThreeTimes() {
        receiver.answer(503);

        assertThat(channel.tell(notification)).isEqualTo(new Attempt.NotNow("HTTP 503"));
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void aReceiverThatFailsAgainAndAgainIsGivenARest() {
        receiver.answer(500);
        channel.tell(notification);
        channel.tell(notification);
        int asked = receiver.received().size();

        assertThat(channel.tell(notification)).isInstanceOf(Attempt.NotNow.class);
        assertThat(receiver.received()).hasSize(asked).hasSize(4);
    }

    @Test
    void aReceiverThatDoesNotWantItIsNotAskedAgain() {
        receiver.answer(410);

        assertThat(channel.tell(notification)).isEqualTo(new Attempt.Refused("HTTP 410"));
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 308, 401, 403, 404, 409})
    void whatSomebodyCanMendIsTriedAgainLater(int status) {
        receiver.answer(status);

        assertThat(channel.tell(notification)).isEqualTo(new Attempt.NotNow("HTTP " + status));
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void aBodyThatIsNotTakenIsNotSentAgain(int status) {
        receiver.answer(status);

        assertThat(channel.tell(notification)).isEqualTo(new Attempt.Refused("HTTP " + status));
    }

    @Test
    void aReceiverThatNeverEndsItsAnswerDoesNotHoldUpTheChannel() {
        receiver.holdBodies();

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> impatient.tell(notification)))
                .isEqualTo(new Attempt.NotNow("no complete answer from 127.0.0.1 within 300 ms"));
    }

    @Test
    void aReceiverThatHasRecoveredIsToldAgain() {
        receiver.answer(500);
        channel.tell(notification);
        channel.tell(notification);
        assertThat(channel.tell(notification))
                .as("the reason stands beside the rest")
                .isEqualTo(new Attempt.NotNow("the receiver has failed repeatedly and is given a rest: HTTP 500"));

        receiver.answer(204);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> channel.tell(notification).equals(new Attempt.Told()));
    }

    @Test
    void nobodyThereIsNoReasonToGiveUp() {
        receiver.close();

        assertThat(channel.tell(notification)).isInstanceOf(Attempt.NotNow.class);
    }

    @Test
    void aWebhookWithoutAProperSecretOrAddressIsRefused() {
        assertRefused("https://example.org/hook", "", "OEE_ALERT_WEBHOOK_SECRET");
        assertRefused("ftp://example.org/hook", SECRET, "OEE_ALERT_WEBHOOK_URL");
        assertRefused("http://example.org/hook", SECRET, "https");
        assertRefused("https://user:pass@example.org/hook", SECRET, "OEE_ALERT_WEBHOOK_URL");
    }

    @Test
    void overHttpOnlyThisMachineIsTold() {
        for (String here : List.of("http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "https://a.b/")) {
            assertThatCode(() -> WebhookChannel.check("webhook", new Settings(here, SECRET), true))
                    .doesNotThrowAnyException();
        }
    }

    private static void assertRefused(String url, String secret, String setting) {
        assertThatThrownBy(() -> WebhookChannel.check("webhook", new Settings(url, secret), true))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(setting)
                .hasMessageNotContaining("pass@");
    }

    private static WebhookChannel channel(URI url, Duration timeout) {
        var mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        return new WebhookChannel(
                "webhook",
                url,
                WebhookSignature.with(SECRET),
                timeout,
                new AlertJson(mapper),
                new SimpleMeterRegistry());
    }

    private record Settings(String address, String key) implements ChannelConfig.WebhookConfig {
        @Override
        public Optional<URI> url() {
            return Optional.of(URI.create(address));
        }

        @Override
        public Optional<String> secret() {
            return Optional.of(key);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }
    }
}
