package io.oeesuite.startup.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;

/**
 * Turns {@code KAFKA_USE_TLS} and {@code POSTGRES_USE_TLS} with the files beside them into the settings of Kafka's clients and of the JDBC driver, so that every
 * client has them however it is made. Bad values end the service a little later, in {@link KafkaTls} and {@link PostgresTls}.
 */
public final class TransportSettings implements ConfigSourceFactory {
    /** Above application.properties, below the environment. */
    private static final int ORDINAL = 275;

    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(new PropertiesConfigSource(
                derived(name -> Optional.ofNullable(context.getValue(name)).map(value -> value.getValue())),
                "KAFKA_USE_TLS and POSTGRES_USE_TLS",
                ORDINAL));
    }

    static Map<String, String> derived(Function<String, Optional<String>> lookup) {
        var settings = new LinkedHashMap<String, String>();
        if (lookup.apply(KafkaTls.USED_BY).isPresent() && isWanted(KafkaSslEngines.PREFIX, lookup)) {
            settings.put(
                    KafkaTls.PROTOCOL,
                    lookup.apply(KafkaTls.PROTOCOL)
                                    .filter(chosen -> chosen.startsWith("SASL"))
                                    .isPresent()
                            ? "SASL_SSL"
                            : "SSL");
            settings.put("kafka.ssl.engine.factory.class", KafkaSslEngines.class.getName());
            put(settings, "kafka." + KafkaSslEngines.CA_CERTS, "KAFKA" + TlsFiles.CA_CERTS, lookup);
            put(settings, "kafka." + KafkaSslEngines.CERTFILE, "KAFKA" + TlsFiles.CERTFILE, lookup);
            put(settings, "kafka." + KafkaSslEngines.KEYFILE, "KAFKA" + TlsFiles.KEYFILE, lookup);
        }
        if (lookup.apply(PostgresTls.USED_BY).isPresent() && isWanted(PostgresSockets.PREFIX, lookup)) {
            settings.put(JDBC + "sslmode", "verify-full");
            settings.put(JDBC + "sslfactory", PostgresSockets.class.getName());
            put(settings, JDBC + PostgresSockets.CA_CERTS, "POSTGRES" + TlsFiles.CA_CERTS, lookup);
            put(settings, JDBC + PostgresSockets.CERTFILE, "POSTGRES" + TlsFiles.CERTFILE, lookup);
            put(settings, JDBC + PostgresSockets.KEYFILE, "POSTGRES" + TlsFiles.KEYFILE, lookup);
        }
        return settings;
    }

    /** What is neither true nor false counts as true: nothing may travel in the clear before it is refused. */
    private static boolean isWanted(String prefix, Function<String, Optional<String>> lookup) {
        try {
            return TlsFiles.isWanted(prefix, lookup);
        } catch (InvalidSettings refusedLater) {
            return true;
        }
    }

    private static void put(
            Map<String, String> settings, String name, String setting, Function<String, Optional<String>> lookup) {
        TlsFiles.path(setting, lookup).ifPresent(path -> settings.put(name, path.toString()));
    }
}
