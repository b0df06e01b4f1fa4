package io.oeesuite.alert.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.alert.told.AlertJson;
import io.oeesuite.startup.InvalidSettings;
import io.quarkus.mailer.Mailer;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Vertx;

/** Makes the channels that the settings name. */
@ApplicationScoped
public class Channels {
    /** Shows everything that is open, by itself; routes do not call it. */
    public static final String MQTT = "mqtt";

    /** Mail servers look for spam before they answer; RFC 5321, 4.5.3.2, would have a client wait for minutes, which an alert has not. */
    private static final Duration MAIL_LIMIT = Duration.ofMinutes(1);

    private final ChannelConfig config;
    private final AlertJson json;
    private final Mailer mailer;
    private final Optional<String> from;
    private final MeterRegistry registry;

    Channels(
            ChannelConfig config,
            AlertJson json,
            Vertx vertx,
            ReactiveMailer mailer,
            @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from,
            MeterRegistry registry) {
        this.config = config;
        this.json = json;
        this.mailer = new LoopMailer(vertx, mailer, MAIL_LIMIT);
        this.from = from;
        this.registry = registry;
    }

    /**
     * Those that are set.
     *
     * @throws InvalidSettings when one makes no sense
     */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        settings().forEach(channel -> {
            if (channel.equals(MQTT) || !channel.matches("[a-z0-9][a-z0-9-]*")) {
                throw new InvalidSettings("'" + channel
                        + "' is no name for a channel: use small letters, digits and hyphens, and not mqtt");
            }
            if (!names.add(channel)) {
                throw new InvalidSettings("two channels are called '" + channel + "'");
            }
        });
        return names;
    }

    /** Makes them. */
    public List<Channel> open() {
        List<Channel> channels = new ArrayList<>();
        config.webhooks()
                .forEach((name, webhook) -> webhook.url()
                        .ifPresent(url -> channels.add(new WebhookChannel(
                                name,
                                url,
                                WebhookSignature.with(webhook.secret().orElseThrow()),
                                webhook.timeout(),
                                json,
                                registry))));
        config.mails()
                .forEach((name, mail) -> mail.to().ifPresent(to -> channels.add(new MailChannel(name, to, mailer))));
        return channels;
    }

    private List<String> settings() {
        List<String> names = new ArrayList<>();
        config.webhooks().forEach((name, webhook) -> {
            if (webhook.url().isPresent()) {
                WebhookChannel.check(name, webhook, LaunchMode.current() == LaunchMode.NORMAL);
                names.add(name);
            }
        });
        config.mails().forEach((name, mail) -> {
            if (mail.to().isPresent()) {
                MailChannel.check(name, mail.to().get(), from);
                names.add(name);
            }
        });
        return names;
    }
}
