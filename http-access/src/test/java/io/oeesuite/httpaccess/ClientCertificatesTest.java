package io.oeesuite.httpaccess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.startup.InvalidSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With a list and a certificate of keytool. */
class ClientCertificatesTest {
    private static final String PASSWORD = "of this test";

    @TempDir
    static Path folder;

    private static Path authority;
    private static String listOfTheStolen;
    private static X509Certificate stolen;

    private Path list;

    @BeforeAll
    static void make() throws Exception {
        keytool("-genkeypair", "-alias", "authority", "-dname", "CN=Authority", "-keyalg", "EC", "-ext", "bc=ca:true");
        keytool("-genkeypair", "-alias", "stolen", "-dname", "CN=admin_OPS", "-keyalg", "EC", "-signer", "authority");
        stolen = certificate("stolen");
        listOfTheStolen = keytool(
                "-gencrl",
                "-rfc",
                "-alias",
                "authority",
                "-id",
                stolen.getSerialNumber().toString());
        authority = Files.writeString(
                folder.resolve("ca.crt"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(certificate("authority").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    @BeforeEach
    void newFile(@TempDir Path own) {
        list = own.resolve("ca.crl");
    }

    @Test
    void whoHasARevokedCertificateIsNobody() throws IOException {
        Files.writeString(list, listOfTheStolen);

        assertThat(certificates(Optional.of(authority), Optional.empty()).name(stolen))
                .contains("admin_OPS");
        assertThat(certificates(Optional.of(authority), Optional.of(list)).name(stolen))
                .isEmpty();
    }

    @Test
    void aListThatCannotBeUsedEndsTheStart() throws IOException {
        ClientCertificates certificates = certificates(Optional.of(authority), Optional.of(list));
        assertRefused(certificates, list.toString());
        Files.writeString(list, "no list");
        assertRefused(certificates, "cannot be used");

        Files.writeString(list, listOfTheStolen);

        assertThatCode(certificates::checkSettings).doesNotThrowAnyException();
    }

    @Test
    void aListNeedsThoseWhoSignIt() {
        assertRefused(certificates(Optional.empty(), Optional.of(list)), "HTTPS_CA_CERTS");
    }

    @Test
    void productionIsToldThatNobodyLooksAfterRevocation() {
        assertThat(certificates(Optional.of(authority), Optional.empty(), "prod")
                        .warning())
                .hasValueSatisfying(warning -> assertThat(warning).contains("HTTPS_CRL"));
        assertThat(certificates(Optional.of(authority), Optional.of(list), "prod")
                        .warning())
                .isEmpty();
        assertThat(certificates(Optional.empty(), Optional.empty(), "prod").warning())
                .isEmpty();
        assertThat(certificates(Optional.of(authority), Optional.empty(), "demo")
                        .warning())
                .isEmpty();
    }

    private static void assertRefused(ClientCertificates certificates, String why) {
        assertThatThrownBy(certificates::checkSettings)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("HTTPS_CRL")
                .hasMessageContaining(why);
    }

    private static ClientCertificates certificates(
            Optional<Path> authorities, Optional<Path> list, String... profiles) {
        return new ClientCertificates(authorities, list, Clock.systemUTC(), List.of(profiles));
    }

    private static X509Certificate certificate(String alias) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
        return (X509Certificate) store.getCertificate(alias);
    }

    private static String keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore", folder.resolve("keys.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
