package io.oeesuite.localstack.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

import org.slf4j.LoggerFactory;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;

import io.oeesuite.mqttaccess.AccessPolicy;
import io.oeesuite.mqttaccess.PolicySettings;
import io.oeesuite.mqttaccess.certificate.RevocationList;

/**
 * Runs the broker. Arguments: those of {@link BrokerSettings}, in its order. Prints {@code BROKER READY} to standard
 * output once it answers.
 */
public final class MqttBroker {

    /** Messages on their way to a client and not acknowledged yet; clients of MQTT 3.1.1 cannot ask for a number. */
    private static final int IN_FLIGHT = 500;

    private MqttBroker() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        System.setProperty("logback.configurationFile", "io/oeesuite/localstack/broker/logback.xml");
        BrokerSettings settings = BrokerSettings.of(arguments);
        keepSmall();
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = IN_FLIGHT;
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration(settings))
                .withDataFolder(folder(settings, "data"))
                .withExtensionsFolder(folder(settings, "extensions"))
                .withEmbeddedExtension(access(settings))
                .withoutLoggingBootstrap()
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> broker.stop().join(), "broker-shutdown"));
        broker.start().join();
        System.out.println("BROKER READY");
    }

    private static EmbeddedExtension access(BrokerSettings settings) {
        AccessPolicy policy = new AccessPolicy(PolicySettings.defaults().withBase(settings.jsonBase()));
        RevocationList revoked = RevocationList.optional(
                settings.certificates().resolve("ca.crl"),
                settings.certificates().resolve("ca.crt"),
                InstantSource.system(),
                MqttBroker::tell);
        Optional<AuthService> authService =
                settings.authService().map(address -> new AuthService(address, environment("OEE_AUTH_BROKER_SECRET")));
        return EmbeddedExtension.builder()
                .withId("oee-access")
                .withName("Certificates, roles and auth-service")
                .withVersion("1")
                .withAuthor("OEE Suite")
                .withExtensionMain(new AccessExtension(
                        new Gate(policy, revoked, authService, settings.rolesToo()), new Rules(policy, authService)))
                .build();
    }

    /** Only now: the first logger reads where the log's configuration is. */
    private static void tell(String trouble) {
        LoggerFactory.getLogger(RevocationList.class).error("Nobody with a certificate gets in: {}", trouble);
    }

    /** Not an argument: those can be seen by every user of the machine. */
    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static Path configuration(BrokerSettings settings) throws IOException, GeneralSecurityException {
        Path folder = folder(settings, "conf");
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path identity = folder.resolve("identity.p12");
        Path trust = folder.resolve("trust.p12");
        PemKeyStores.writeIdentity(settings.certificates(), identity, password);
        PemKeyStores.writeTrust(settings.certificates(), trust, password);
        String xml = new BrokerConfiguration(settings, identity, trust, password).xml();
        Files.writeString(folder.resolve("config.xml"), xml);
        return folder;
    }

    private static Path folder(BrokerSettings settings, String name) throws IOException {
        return Files.createDirectories(settings.folder().toAbsolutePath().resolve(name));
    }

    /** The defaults are made for a server with a broker and nothing else on it. */
    private static void keepSmall() {
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(4);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(4);
        InternalConfigurations.PAYLOAD_PERSISTENCE_MEMTABLE_SIZE_PORTION.set(512);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BLOCK_CACHE_SIZE_PORTION.set(512);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(100);
    }
}
