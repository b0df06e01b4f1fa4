package io.oeesuite.startup.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The settings of either server, without a server. */
class TlsSettingsTest {

    @TempDir
    static Path folder;

    private static Certificates certificates;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeAll
    static void makeCertificates() {
        certificates = Certificates.in(folder.resolve("certs"));
        certificates.client("one");
        certificates.client("two");
    }

    @BeforeEach
    void good() {
        settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/oee");
        for (String prefix : new String[] {"KAFKA", "POSTGRES"}) {
            settings.put(prefix + "_USE_TLS", "true");
            settings.put(prefix + "_CA_CERTS", certificates.authority().toString());
            settings.put(
                    prefix + "_CERTFILE",
                    certificates.client("one").certificate().toString());
            settings.put(prefix + "_KEYFILE", certificates.client("one").key().toString());
        }
    }

    @Test
    void goodSettingsMakeEveryClientSecure() {
        check();

        assertThat(TransportSettings.derived(this::lookup))
                .containsEntry("kafka.security.protocol", "SSL")
                .containsEntry("kafka.ssl.engine.factory.class", KafkaSslEngines.class.getName())
                .containsEntry("kafka.certfile", settings.get("KAFKA_CERTFILE"))
                .containsEntry("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode", "verify-full")
                .containsEntry(
                        "quarkus.datasource.jdbc.additional-jdbc-properties.sslkey", settings.get("POSTGRES_KEYFILE"));
    }

    @Test
    void aServiceWithoutTheServerIsNotAskedForItsFiles() {
        settings.keySet().removeIf(name -> name.startsWith("quarkus.") || name.startsWith("kafka."));
        settings.put("KAFKA_CA_CERTS", "/nowhere");

        check();
        assertThat(TransportSettings.derived(this::lookup)).isEmpty();
    }

    @Test
    void withSaslTheProtocolIsSaslOverTls() {
        settings.put("kafka.security.protocol", "SASL_PLAINTEXT");
        assertThat(TransportSettings.derived(this::lookup)).containsEntry("kafka.security.protocol", "SASL_SSL");
    }

    @Test
    void aProtocolWithoutTlsContradicts() {
        settings.put("kafka.security.protocol", "PLAINTEXT");
        refused("KAFKA_SECURITY_PROTOCOL is PLAINTEXT, but KAFKA_USE_TLS is true");
    }

    @Test
    void whatIsNeitherTrueNorFalseIsRefusedAndNothingTravelsInTheClearBefore() {
        settings.put("KAFKA_USE_TLS", "maybe");
        refused("KAFKA_USE_TLS is 'maybe'");
        assertThat(TransportSettings.derived(this::lookup)).containsEntry("kafka.security.protocol", "SSL");
    }

    @Test
    void withoutAuthoritiesNobodyIsTrusted() {
        settings.remove("POSTGRES_CA_CERTS");
        refused("POSTGRES_CA_CERTS is not set, but POSTGRES_USE_TLS is true");
    }

    @Test
    void aFileThatIsNotThere() {
        settings.put("KAFKA_CA_CERTS", folder.resolve("gone.crt").toString());
        refused("KAFKA_CA_CERTS: there is no file " + folder.resolve("gone.crt"));
    }

    @Test
    void aCertificateWithoutItsKey() {
        settings.remove("KAFKA_KEYFILE");
        refused("KAFKA_KEYFILE is not set, but KAFKA_CERTFILE is");
    }

    @Test
    void theKeyOfAnother() {
        settings.put("POSTGRES_KEYFILE", certificates.client("two").key().toString());
        refused("POSTGRES_KEYFILE: " + certificates.client("two").key() + " is not the key of "
                + certificates.client("one").certificate());
    }

    @Test
    void aFileThatIsNoCertificate() throws IOException {
        Path text = Files.writeString(folder.resolve("text.crt"), "hello");
        settings.put("KAFKA_CERTFILE", text.toString());
        refused("KAFKA_CERTFILE: " + text + " holds no certificate in PEM format");
    }

    @Test
    void anEncryptedKeyIsNotAsked() throws IOException {
        Path key =
                Files.writeString(folder.resolve("locked.key"), "-----BEGIN ENCRYPTED " + "PRIVATE KEY-----\nAA==\n");
        settings.put("KAFKA_KEYFILE", key.toString());
        refused("KAFKA_KEYFILE: " + key + " holds no key that this service reads: turn it into PKCS#8");
    }

    @Test
    void aCertificateThatHasExpired() {
        var expired = certificates.expiredClient("old");
        settings.put("KAFKA_CERTFILE", expired.certificate().toString());
        settings.put("KAFKA_KEYFILE", expired.key().toString());
        refused("KAFKA_CERTFILE: " + expired.certificate() + " expired on ");
    }

    @Test
    void withoutTlsTheProdProfileWarnsAndStarts() {
        settings.put("KAFKA_USE_TLS", "false");
        settings.remove("POSTGRES_USE_TLS");

        assertThat(new KafkaTls(config("prod")).warning())
                .hasValueSatisfying(line -> assertThat(line).startsWith("KAFKA_USE_TLS is false"));
        assertThat(new PostgresTls(config("prod")).warning())
                .hasValueSatisfying(line -> assertThat(line).startsWith("POSTGRES_USE_TLS is false"));
        assertThat(new KafkaTls(config("demo")).warning()).isEmpty();
        assertThat(new PostgresTls(config("demo")).warning()).isEmpty();
        check();
    }

    @Test
    void aPasswordOrACertificateIsNeeded() {
        var withCertificate = new PostgresTls(config("prod"));
        assertThatCode(() -> withCertificate.requireCredential("oee", Optional.empty(), "there"))
                .doesNotThrowAnyException();

        settings.remove("POSTGRES_CERTFILE");
        settings.remove("POSTGRES_KEYFILE");
        var without = new PostgresTls(config("prod"));
        assertThatThrownBy(() -> without.requireCredential("oee", Optional.of(" "), "there"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("POSTGRES_PASSWORD is not set");
        assertThatThrownBy(() -> without.requireCredential("", Optional.of("secret"), "there"))
                .hasMessageContaining("POSTGRES_USER is empty");
        without.requireCredential("oee", Optional.of("secret"), "there");
    }

    @Test
    void filesThatDoNotFitTogetherAreNotUsedUntilTheyDo() throws IOException {
        Path certificate = Files.copy(certificates.client("one").certificate(), folder.resolve("turn.crt"));
        Path key = Files.copy(certificates.client("one").key(), folder.resolve("turn.key"));
        var latest = new LatestPems(
                new TlsFiles("KAFKA", certificates.authority(), Optional.of(certificate), Optional.of(key)));
        TlsPems first = latest.get();
        assertThat(latest.get()).isSameAs(first);

        Files.writeString(key, Files.readString(certificates.client("two").key()));
        assertThat(latest.get()).as("in the middle of the rotation").isSameAs(first);

        Files.writeString(
                certificate, Files.readString(certificates.client("two").certificate()));
        assertThat(latest.get().certificate().orElseThrow().text())
                .isEqualTo(Files.readString(certificates.client("two").certificate()));
    }

    private void refused(String message) {
        assertThatThrownBy(this::check).isInstanceOf(InvalidSettings.class).hasMessageContaining(message);
    }

    private void check() {
        new KafkaTls(config("test")).checkSettings();
        new PostgresTls(config("test")).checkSettings();
    }

    private Optional<String> lookup(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    private SmallRyeConfig config(String profile) {
        return new SmallRyeConfigBuilder()
                .withProfile(profile)
                .withSources(new PropertiesConfigSource(settings, "as the environment", 300))
                .withSources(new TransportSettings())
                .build();
    }
}
