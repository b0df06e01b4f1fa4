package io.oeesuite.mqttaccess.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** With lists and certificates of keytool. */
class RevocationListTest {
    private static final String PASSWORD = "of this test";
    private static final String AUTHORITY = "CN=Authority,O=OEE Suite";

    @TempDir
    static Path folder;

    private static X509Certificate stolen;
    private static X509Certificate good;
    private static X509Certificate ofAnother;
    private static String listOfTheStolen;
    private static String listOfNamesake;
    private static String listOfAnother;

    private final List<String> troubles = new ArrayList<>();
    private Instant now = Instant.now();
    private Path file;

    @BeforeAll
    static void make() throws Exception {
        pair("authority", AUTHORITY, "-ext", "bc=ca:true");
        pair("namesake", AUTHORITY, "-ext", "bc=ca:true");
        pair("another", "CN=Another", "-ext", "bc=ca:true");
        pair("stolen", "CN=edge_STOLEN", "-signer", "authority");
        pair("good", "CN=edge_GOOD", "-signer", "authority");
        pair("elsewhere", "CN=edge_ELSEWHERE", "-signer", "another");
        stolen = certificate("stolen");
        good = certificate("good");
        ofAnother = certificate("elsewhere");
        listOfTheStolen = list("authority", stolen);
        listOfNamesake = list("namesake", stolen);
        listOfAnother = list("another", stolen);
        Files.writeString(folder.resolve("ca.crt"), pem("authority"));
        Files.writeString(folder.resolve("two.crt"), pem("authority") + pem("another"));
    }

    @BeforeEach
    void newFile(@TempDir Path own) {
        file = own.resolve("ca.crl");
    }

    @Test
    void whatIsOnTheListIsGoodNoLonger() throws IOException {
        Files.writeString(file, listOfTheStolen);
        RevocationList list = required("ca.crt");

        assertThat(list.flaw()).isEmpty();
        assertThat(list.objection(good)).isEmpty();
        assertThat(list.objection(stolen))
                .hasValueSatisfying(why -> assertThat(why).contains("is revoked"));
        assertThat(list.objection(ofAnother))
                .hasValueSatisfying(why -> assertThat(why).contains("another authority"));
    }

    @Test
    void aListThatHasRunOutLetsNobodyIn() throws IOException {
        Files.writeString(file, listOfTheStolen);
        RevocationList list = required("ca.crt");
        assertThat(list.objection(good)).isEmpty();

        now = now.plus(Duration.ofDays(91));

        assertThat(list.objection(good))
                .hasValueSatisfying(why -> assertThat(why).contains("has run out on"));
        assertThat(list.objection(stolen))
                .hasValueSatisfying(why -> assertThat(why).contains("is revoked"));
        assertThat(list.objection(good)).isPresent();
        assertThat(list.flaw()).as("a new one may come").isEmpty();
        assertThat(troubles).singleElement().asString().contains("has run out on");
    }

    @Test
    void aListThatSomebodyElseHasSignedLetsNobodyIn() throws IOException {
        RevocationList list = required("ca.crt");
        for (String other : List.of(listOfNamesake, listOfAnother, listOfTheStolen + listOfAnother)) {
            Files.writeString(file, other);

            assertThat(list.objection(good))
                    .hasValueSatisfying(why -> assertThat(why).contains("signed by nobody"));
            assertThat(list.flaw()).isPresent();
        }
    }

    @Test
    void eachAuthorityHasAList() throws IOException {
        Files.writeString(file, listOfTheStolen + listOfAnother);
        RevocationList list = required("two.crt");

        assertThat(list.flaw()).isEmpty();
        assertThat(list.objection(good)).isEmpty();
        assertThat(list.objection(ofAnother)).isEmpty();
        assertThat(list.objection(stolen)).isPresent();
    }

    @Test
    void whatIsNoListLetsNobodyInAndIsToldOnce() throws IOException {
        RevocationList list = required("ca.crt");
        assertThat(list.objection(good)).isPresent();
        assertThat(list.objection(good)).isPresent();
        assertThat(troubles).singleElement().asString().contains("has gone");

        Files.writeString(file, "no list");
        assertThat(list.objection(good)).isPresent();
        assertThat(list.objection(stolen)).isPresent();
        assertThat(troubles).hasSize(2).last().asString().contains("cannot be used");

        Files.writeString(file, "");
        assertThat(list.objection(good)).isPresent();

        Files.writeString(file, listOfTheStolen);
        assertThat(list.objection(good)).isEmpty();

        Files.delete(file);
        assertThat(list.objection(good)).isPresent();
        assertThat(list.flaw()).hasValueSatisfying(why -> assertThat(why).contains("has gone"));
        assertThat(troubles).last().asString().contains("has gone");
    }

    @Test
    void whereItMayBeMissingNothingIsRevokedUntilItHasBeenThere() throws IOException {
        RevocationList list = RevocationList.optional(file, folder.resolve("ca.crt"), () -> now, troubles::add);
        assertThat(list.objection(stolen)).isEmpty();
        assertThat(list.flaw()).isEmpty();

        Files.writeString(file, listOfTheStolen);
        assertThat(list.objection(stolen)).isPresent();

        Files.delete(file);
        assertThat(list.objection(good)).isPresent();
    }

    private RevocationList required(String authorities) {
        return RevocationList.required(file, folder.resolve(authorities), () -> now, troubles::add);
    }

    private static void pair(String alias, String subject, String... more) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", subject, "-keyalg", "EC"));
        command.addAll(List.of(more));
        keytool(command);
    }

    private static String list(String signer, X509Certificate revoked) throws Exception {
        return keytool(List.of(
                "-gencrl",
                "-rfc",
                "-alias",
                signer,
                "-id",
                revoked.getSerialNumber().toString()));
    }

    private static String keytool(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
        command.addAll(arguments);
        command.addAll(List.of(
                "-keystore", folder.resolve("keys.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static X509Certificate certificate(String alias) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
        return (X509Certificate) store.getCertificate(alias);
    }

    private static String pem(String alias) throws IOException, GeneralSecurityException {
        String content =
                Base64.getMimeEncoder().encodeToString(certificate(alias).getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + content + "\n-----END CERTIFICATE-----\n";
    }
}
