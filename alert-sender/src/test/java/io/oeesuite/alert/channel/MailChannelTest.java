package io.oeesuite.alert.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.alert.AlertMother;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.NotificationCause;
import io.oeesuite.localstack.Completed;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;

import static io.oeesuite.alert.AlertMother.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is made of a mail server's answers. */
class MailChannelTest {
    private static final String ANNA = "anna@plant.example";
    private static final String BERT = "bert@plant.example";

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedMailServer server = new ScriptedMailServer();
    private final MailClient client = MailClient.create(
            vertx,
            new MailConfig()
                    .setHostname("127.0.0.1")
                    .setPort(server.port())
                    .setKeepAlive(false)
                    .setStarttls(StartTLSOptions.DISABLED));
    private final ReactiveMailer mailer = mails -> Uni.combine()
            .all()
            .unis(Stream.of(mails)
                    .map(mail -> Uni.createFrom()
                            .completionStage(() -> client.sendMail(new MailMessage(
                                            "alerts@plant.example", mail.getTo().getFirst(), mail.getSubject(), "text"))
                                    .toCompletionStage()))
                    .toList())
            .discardItems();
    private final MailChannel channel =
            new MailChannel("mail", List.of(ANNA, BERT), new LoopMailer(vertx, mailer, Duration.ofSeconds(10)));
    private final Notification notification = Notification.newBuilder()
            .setId("1:raised:mail")
            .setChannel("mail")
            .setCause(NotificationCause.NOTIFICATION_CAUSE_RAISED)
            .setAlert(AlertMother.down(PRESS, Instant.parse("2026-03-02T12:00:00Z")))
            .build();

    @AfterEach
    void close() {
        server.close();
        Completed.of(vertx.close().toCompletionStage());
    }

    @Test
    void eachAddressGetsAMailOfItsOwn() {
        assertThat(channel.tell(notification)).isEqualTo(new Attempt.Told());
        assertThat(server.taken()).containsExactly(ANNA, BERT);
    }

    @Test
    void whatOneMailboxRefusesTheOthersGet() {
        server.answer("RCPT TO:<" + ANNA, "550 no such mailbox");

        assertThat(channel.tell(notification)).isEqualTo(new Attempt.Told(ANNA + ": SMTP 550"));
        assertThat(server.taken()).containsExactly(BERT);
    }

    @Test
    void whatAllRefuseIsRefused() {
        server.answer("RCPT TO:", "550 no such mailbox");

        assertThat(channel.tell(notification)).isInstanceOf(Attempt.Refused.class);
    }

    @Test
    void whoHasItDoesNotGetItAgainWhileTheOthersAreTriedAgain() {
        server.answer("RCPT TO:<" + ANNA, "450 busy");
        assertThat(channel.tell(notification)).isEqualTo(new Attempt.NotNow("SMTP 450"));

        server.answerWell();
        assertThat(channel.tell(notification)).isEqualTo(new Attempt.Told());
        assertThat(server.taken()).containsExactly(BERT, ANNA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"535 who are you", "530 log in first", "504 not so", "421 later"})
    void whatSomebodyCanMendIsTriedAgain(String answer) {
        server.answer("MAIL FROM:", answer);

        assertThat(channel.tell(notification)).isInstanceOf(Attempt.NotNow.class);
    }

    @Test
    void aServerThatFallsSilentIsGivenUpAndTriedAgain() {
        server.answer("MAIL FROM:", ScriptedMailServer.SILENCE);
        var impatient = new MailChannel("mail", List.of(ANNA), new LoopMailer(vertx, mailer, Duration.ofSeconds(1)));

        assertThat(impatient.tell(notification)).isEqualTo(new Attempt.NotNow("no answer within 1 s"));

        server.answerWell();
        assertThat(channel.tell(notification)).isEqualTo(new Attempt.Told());
    }

    @Test
    void nobodyThereIsNoReasonToGiveUp() {
        server.close();

        assertThat(channel.tell(notification)).isInstanceOf(Attempt.NotNow.class);
    }

    @Test
    void addressesAreChecked() {
        assertThatThrownBy(() -> MailChannel.check("mail", List.of("anna"), Optional.of("a@b")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_ALERT_MAIL_TO");
        assertThatThrownBy(() -> MailChannel.check("mail", List.of(ANNA), Optional.empty()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_ALERT_MAIL_FROM");
    }
}
