package io.oeesuite.alert.channel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.oeesuite.alert.told.AlertBody;
import io.oeesuite.alert.told.AlertWords;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Notification;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;

/** Writes e-mails. All that belongs to one alert is one conversation in the reader's mailbox. */
final class MailChannel implements Channel {
    /** No such mailbox, too large, not wanted. */
    private static final Set<Integer> FINAL = Set.of(550, 551, 552, 553, 554, 556);

    /** How many notifications may be half told. */
    private static final int MOST_UNSETTLED = 1_000;

    private static final String SMTP = "SMTP ";

    private final String name;
    private final List<String> to;
    private final Mailer mailer;
    /** By notification: the addresses that have it, while others are tried again. */
    private final Map<String, Set<String>> settled = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MOST_UNSETTLED;
        }
    };

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

    /** Each address by itself: what one mailbox refuses the others get all the same, and none twice while it is tried again. */
    @Override
    public Attempt tell(Notification notification) {
        Set<String> done = settled.computeIfAbsent(notification.getId(), _ -> new HashSet<>());
        List<String> refused = new ArrayList<>();
        Optional<Attempt> later = Optional.empty();
        for (String address : to) {
            if (done.contains(address)) {
                continue;
            }
            switch (send(notification, address)) {
                case Attempt.Told _ -> done.add(address);
                case Attempt.Refused no -> refused.add(address + ": " + no.reason());
                case Attempt.NotNow notNow -> {
                    later = Optional.of(notNow);
                    if (!notNow.reason().startsWith(SMTP)) {
                        // nobody is there to ask for the others
                        return notNow;
                    }
                }
            }
        }
        if (later.isPresent()) {
            return later.get();
        }
        settled.remove(notification.getId());
        String remark = String.join(", ", refused);
        return refused.size() == to.size() ? new Attempt.Refused(remark) : new Attempt.Told(remark);
    }

    private Attempt send(Notification notification, String address) {
        try {
            mailer.send(mail(notification, address));
            return new Attempt.Told();
        } catch (RuntimeException failed) {
            return failure(failed);
        }
    }

    private static Mail mail(Notification notification, String address) {
        String thread = "<" + idOnly(notification.getAlert().getId()) + "@oee-suite>";
        return new Mail()
                .addTo(address)
                .setSubject(subject(notification))
                .setText(text(notification))
                .addHeader("Message-ID", "<" + idOnly(notification.getId()) + "@oee-suite>")
                .addHeader("In-Reply-To", thread)
                .addHeader("References", thread)
                .addHeader("Auto-Submitted", "auto-generated");
    }

    /** Nothing that a header could end with. */
    private static String idOnly(String id) {
        return id.replace(':', '.').replaceAll("[^A-Za-z0-9._-]", "_");
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
                        AlertWords.oneLine(alert.getEquipment()),
                        AlertWords.oneLine(alert.getRule()),
                        AlertWords.time(alert.getStartMs()),
                        AlertWords.time(alert.getRaisedMs()),
                        alert.getProduct().isEmpty() ? "-" : AlertWords.oneLine(alert.getProduct()),
                        alert.getOrder().isEmpty() ? "-" : AlertWords.oneLine(alert.getOrder()),
                        alert.getId());
    }

    /** What the server says for good of this mail or mailbox counts. Anything else may pass, or somebody mends it: a password that it does not take, say. */
    private static Attempt failure(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException smtp && smtp.getReplyCode() > 0) {
                return FINAL.contains(smtp.getReplyCode())
                        ? new Attempt.Refused(SMTP + smtp.getReplyCode())
                        : new Attempt.NotNow(SMTP + smtp.getReplyCode());
            }
        }
        Throwable root = failed;
        while (root.getCause() != null && !(root.getCause() instanceof TimeoutException)) {
            root = root.getCause();
        }
        return new Attempt.NotNow(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }
}
