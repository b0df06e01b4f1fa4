package io.oeesuite.alert.channel;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The channels by name; {@code application.properties} says which variable sets which. */
@ConfigMapping(prefix = "oee.alert")
public interface ChannelConfig {
    Map<String, WebhookConfig> webhooks();

    Map<String, MailConfig> mails();

    /** A receiver of HTTP requests. */
    interface WebhookConfig {
        /** Where to; a channel without is none. */
        Optional<URI> url();

        /** Signs what is sent; at least 16 characters. */
        Optional<String> secret();

        /** How long the receiver may take to answer. */
        @WithDefault("PT10S")
        Duration timeout();
    }

    /** Receivers of e-mail. */
    interface MailConfig {
        /** Addresses; a channel without is none. */
        Optional<List<String>> to();
    }
}
