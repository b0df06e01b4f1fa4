package io.oeesuite.startup.tls;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.SmallRyeConfig;

/** {@code KAFKA_USE_TLS} and its files, where the service uses Kafka. */
@ApplicationScoped
@Priority(30)
public class KafkaTls implements CheckedSettings {
    /** Set where a service uses Kafka. */
    static final String USED_BY = "kafka.bootstrap.servers";

    static final String PROTOCOL = "kafka.security.protocol";
    private static final Logger LOG = Logger.getLogger(KafkaTls.class);

    private final Config config;

    KafkaTls(Config config) {
        this.config = config;
    }

    @Override
    public void checkSettings() {
        if (!isUsed()) {
            return;
        }
        Optional<TlsFiles> files = files();
        if (files.isPresent() && !isSecure(protocol())) {
            throw new InvalidSettings("KAFKA_SECURITY_PROTOCOL is " + protocol()
                    + ", but KAFKA_USE_TLS is true: use SSL or SASL_SSL, or leave it unset.");
        }
        files.ifPresent(TlsFiles::read);
        warning().ifPresent(LOG::warn);
    }

    /** What is allowed and yet dangerous, for people. */
    Optional<String> warning() {
        boolean dangerous = isUsed() && files().isEmpty() && !isSecure(protocol());
        if (dangerous && config.unwrap(SmallRyeConfig.class).getProfiles().contains("prod")) {
            return Optional.of(
                    "KAFKA_USE_TLS is false: what goes to and from Kafka can be read and changed on the way, and Kafka does not know who writes."
                            + " For a network that nobody else is in.");
        }
        return Optional.empty();
    }

    private boolean isUsed() {
        return config.getOptionalValue(USED_BY, String.class).isPresent();
    }

    private Optional<TlsFiles> files() {
        return TlsFiles.from(KafkaSslEngines.PREFIX, name -> config.getOptionalValue(name, String.class));
    }

    private String protocol() {
        return config.getOptionalValue(PROTOCOL, String.class)
                .orElse("PLAINTEXT")
                .strip();
    }

    private static boolean isSecure(String protocol) {
        return protocol.endsWith("SSL");
    }
}
