package io.oeesuite.alert.channel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.oeesuite.alert.told.AlertBody;
import io.oeesuite.alert.told.AlertWords;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Notification;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.vertx.ext.mail.SMTPException;

/** Writes e-mails. All that belongs to one alert is one conversation in the reader's mailbox. */
final class MailChannel implements Channel {
    private final String name;
    private final List<String> to;
    private final Mailer mailer;

    MailChannel(String name, List<String> to, Mailer mailer) {
        this.name = name;
        this.to = List.copyOf(to);
        this.mailer = mailer;
    }

    /** @throws InvalidSettings when it could never work */
    static void check(String name, List<String> to, Optional<String> from) {
        to.stream()
                .filter(address -> !address.matches("[^@\\s]+@[^@\\s]+"))
                .findFirst()
                .ifPresent(wrong -> {
                    throw new InvalidSettings("oee.alert.mails." + name + ".to (OEE_ALERT_MAIL_TO): '" + wrong
                            + "' is no e-mail address");
                });
        if (from.filter(address -> address.contains("@")).isEmpty()) {
            throw new InvalidSettings(
                    "OEE_ALERT_MAIL_FROM: is not set, but OEE_ALERT_MAIL_TO is; give the address that "
                            + "alerts are sent from");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Attempt tell(Notification notification) {
        try {
            mailer.send(mail(notification));
            return new Attempt.Told();
        } catch (RuntimeException failed) {
            return failure(failed);
        }
    }

    private Mail mail(Notification notification) {
        Alert alert = notification.getAlert();
        String thread = "<" + alert.getId() + "@oee-suite>";
        return new Mail()
                .setTo(to)
                .setSubject(subject(notification))
                .setText(text(notification))
                .addHeader("Message-ID", "<" + notification.getId().replace(':', '.') + "@oee-suite>")
                .addHeader("In-Reply-To", thread)
                .addHeader("References", thread)
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private static String subject(Notification notification) {
        Alert alert = notification.getAlert();
        String mark = alert.getStatus() == AlertStatus.ALERT_STATUS_RESOLVED
                ? "RESOLVED"
                : AlertBody.name(alert.getSeverity()).toUpperCase(Locale.ROOT);
        String again = notification.getLevel() == 0
                ? ""
                : " (nobody has acknowledged, call " + (notification.getLevel() + 1) + ")";
        return "[" + mark + "] " + AlertWords.summary(alert) + again;
    }

    private static String text(Notification notification) {
        Alert alert = notification.getAlert();
        return """
                %s

                Equipment  %s
                Rule       %s
                Since      %s
                Raised     %s
                Product    %s
                Order      %s
                Alert id   %s
                """.formatted(
                        AlertWords.summary(alert),
                        alert.getEquipment(),
                        alert.getRule(),
                        AlertWords.time(alert.getStartMs()),
                        AlertWords.time(alert.getRaisedMs()),
                        alert.getProduct().isEmpty() ? "-" : alert.getProduct(),
                        alert.getOrder().isEmpty() ? "-" : alert.getOrder(),
                        alert.getId());
    }

    /** The server's word that it will never take it counts; anything else may pass. */
    private static Attempt failure(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException smtp && smtp.isPermanent()) {
                return new Attempt.Refused("SMTP " + smtp.getReplyCode());
            }
        }
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Attempt.NotNow(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }
}
