package io.oeesuite.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** certs/generate_certs.sh, with openssl and with nothing but the JDK. */
class GenerateCertsTest {

    private static final List<String> CLIENTS = List.of(
            "analytics_INGEST",
            "analytics_INGEST-0",
            "analytics_INGEST-1",
            "analytics_OEE-PROCESSOR",
            "scada_PRIMARY-HOST",
            "alert_SENDER",
            "dashboard_OEE-PRODUCTION",
            "auth_SERVICE",
            "admin_OPS",
            "edge_EXTRA");

    @TempDir
    Path folder;

    private enum Tool {
        OPENSSL,
        JDK
    }

    @ParameterizedTest
    @EnumSource
    void makesTheCertificatesOfASite(Tool tool) throws Exception {
        Shell shell = shell(tool);

        assertThat(generate(shell, "edge_EXTRA").code()).isZero();

        X509Certificate authority = certificate("ca");
        authority.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        for (String file : leaves()) {
            X509Certificate leaf = certificate(file);
            leaf.verify(authority.getPublicKey());
            leaf.checkValidity();
            assertThat(Duration.between(
                            leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                    .isEqualTo(Duration.ofDays(365));
            assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
            assertThat(keyFits(file)).as(file).isTrue();
        }
        for (String client : CLIENTS) {
            X509Certificate certificate = certificate("client_" + client);
            assertThat(certificate.getSubjectX500Principal().getName()).containsPattern("(^|,)CN=" + client + "(,|$)");
            assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        }
        assertThat(certificate("server").getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate("server").getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .containsExactlyInAnyOrder(
                        "mqtt.oee.local",
                        "localhost",
                        "127.0.0.1",
                        "emqx1.local",
                        "emqx2.local",
                        "emqx3.local",
                        "haproxy",
                        "mosquitto",
                        "iot-mqtt");
        assertThat(Files.readString(folder.resolve("server.pem")))
                .isEqualTo(text("server.crt") + text("ca.crt") + text("server.key"));
        assertThat(readableByOthers()).allMatch(name -> name.endsWith(".crt")).hasSize(leaves().size() + 1);

        Map<String, String> before = contents();
        assertThat(generate(shell, "edge_EXTRA").output()).doesNotContain("made");
        assertThat(contents()).as("what is good is kept").isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void renewsTheClientsOfEarlierRunsToo(Tool tool) throws Exception {
        Shell shell = shell(tool);
        make(shell, "ca client:edge_LATER client:edge_ELSEWHERE");
        Files.writeString(folder.resolve("client_not an id.crt"), "");
        Files.delete(folder.resolve("client_edge_ELSEWHERE.key"));
        X509Certificate before = certificate("client_edge_LATER");
        Files.delete(folder.resolve("ca.crt"));
        Files.delete(folder.resolve("ca.key"));

        assertThat(generate(shell).code()).isZero();

        assertThat(certificate("client_edge_LATER")).isNotEqualTo(before);
        certificate("client_edge_LATER").verify(certificate("ca").getPublicKey());
        assertThat(keyFits("client_edge_LATER")).isTrue();
        assertThat(folder.resolve("client_edge_ELSEWHERE.key")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void theAuthoritysKeyHasAPassphraseWhereOneIsGiven(Tool tool) throws Exception {
        Path passphrase = Files.writeString(
                Files.createDirectory(folder.resolve("secret")).resolve("passphrase"), "of this test\n");
        Shell shell = shell(tool, Map.of("CERTS_CA_PASSPHRASE_FILE", passphrase.toString()));

        assertThat(make(shell, "ca client:edge_A").code()).isZero();

        assertThat(text("ca.key")).startsWith("-----BEGIN " + "ENCRYPTED PRIVATE KEY-----");
        certificate("client_edge_A").verify(certificate("ca").getPublicKey());
        assertThat(keyFits("client_edge_A")).isTrue();
        Map<String, String> before = contents();
        assertThat(make(shell, "ca client:edge_A").output()).isEmpty();
        assertThat(contents()).isEqualTo(before);
        Shell.Outcome without = make(shell(tool), "ca client:edge_B");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.output()).contains("CERTS_CA_PASSPHRASE_FILE");
        assertThat(folder.resolve("client_edge_B.crt")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyInClearGetsItsPassphraseLaterAndBothToolsOpenIt(Tool tool) throws Exception {
        make(shell(tool), "ca");
        X509Certificate authority = certificate("ca");
        Path passphrase = Files.writeString(
                Files.createDirectory(folder.resolve("secret")).resolve("passphrase"), "of this test");
        Map<String, String> secret = Map.of("CERTS_CA_PASSPHRASE_FILE", passphrase.toString());

        assertThat(make(shell(tool, secret), "ca").output()).contains("encrypted ca.key");

        assertThat(certificate("ca")).isEqualTo(authority);
        for (Tool other : Tool.values()) {
            assertThat(make(shell(other, secret), "ca client:edge_" + other).code())
                    .isZero();
            certificate("client_edge_" + other).verify(authority.getPublicKey());
        }
    }

    @Test
    void opensslVerifiesWhatTheJdkMade() throws Exception {
        assumeTrue(Shell.has("openssl"), "needs openssl");
        make(shell(Tool.JDK), "ca server client:edge_A");

        String authority = folder.resolve("ca.crt").toString();
        String server = folder.resolve("server.crt").toString();
        String client = folder.resolve("client_edge_A.crt").toString();

        assertThat(openssl("verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", authority, server))
                .contains("OK");
        assertThat(openssl("verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", authority, client))
                .contains("OK");
        assertThat(openssl("verify", "-purpose", "sslclient", "-CAfile", authority, server))
                .contains("failed");
        for (String name : List.of(
                "mqtt.oee.local",
                "localhost",
                "emqx1.local",
                "emqx2.local",
                "emqx3.local",
                "haproxy",
                "mosquitto",
                "iot-mqtt")) {
            assertThat(openssl("x509", "-noout", "-checkhost", name, "-in", server))
                    .contains("does match");
        }
        assertThat(openssl("x509", "-noout", "-checkip", "127.0.0.1", "-in", server))
                .contains("does match");
        assertThat(openssl("x509", "-noout", "-checkhost", "elsewhere.example", "-in", server))
                .contains("does NOT match");
    }

    private static String openssl(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("openssl"));
        line.addAll(List.of(arguments));
        return new Shell(Map.of()).run(line).output();
    }

    @Test
    void theJdkKeepsWhatOpensslMade() throws Exception {
        generate(shell(Tool.OPENSSL));
        Map<String, String> before = contents();

        generate(shell(Tool.JDK));

        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void renewsWhatExpiresAndWhatIsOfAnotherAuthority(Tool tool) throws Exception {
        Shell shell = shell(tool);
        Certificates certificates = Certificates.in(folder);
        certificates.expireServer();
        certificates.client("edge_STAYS");
        Certificates.Identity foreign = certificates.stranger().client("edge_FOREIGN");
        Files.copy(foreign.certificate(), folder.resolve("client_edge_FOREIGN.crt"));
        Files.copy(foreign.key(), folder.resolve("client_edge_FOREIGN.key"));
        X509Certificate stays = certificate("client_edge_STAYS");

        Shell.Outcome outcome = make(shell, "ca server client:edge_STAYS client:edge_FOREIGN");

        assertThat(outcome.code()).isZero();
        certificate("server").checkValidity();
        certificate("client_edge_FOREIGN").verify(certificate("ca").getPublicKey());
        assertThat(certificate("client_edge_STAYS")).isEqualTo(stays);
    }

    @ParameterizedTest
    @EnumSource
    void makesTheServersCertificateAgainWhenItsNamesChange(Tool tool) throws Exception {
        Certificates.in(folder);

        Shell.Outcome outcome =
                make(shell(tool, Map.of("CERTS_SERVER_NAMES", "DNS:broker.example,IP:10.0.0.1")), "ca server");

        assertThat(outcome.output()).contains("server.crt").doesNotContain("ca.crt");
        assertThat(certificate("server").getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .containsExactlyInAnyOrder("broker.example", "10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "zsh", "busybox"})
    void sourcedItGivesAFunctionForOneClient(String name) throws Exception {
        assumeTrue(Shell.has(name), "needs " + name);
        List<String> command = new ArrayList<>(List.of(name));
        if (name.equals("busybox")) {
            command.add("sh");
        }
        command.addAll(
                List.of(
                        "-c",
                        "CERTS_DIR=" + folder
                                + "; . certs/generate_certs.sh; generate_client_cert edge_X; echo \"code $?\"; false; echo alive"));

        Shell.Outcome outcome = new Shell(Map.of()).run(command);

        assertThat(outcome.output()).contains("code 0", "alive");
        certificate("client_edge_X").verify(certificate("ca").getPublicKey());
        assertThat(folder.resolve("server.crt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "edge X", "../x", "a;b"})
    void refusesWhatCannotBeAClientId(String clientId) throws Exception {
        Shell.Outcome outcome = generate(shell(Tool.OPENSSL), clientId);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.output()).contains("Not a client id: '" + clientId + "'");
        assertThat(contents()).isEmpty();
    }

    @Test
    void saysWhatIsMissingWithNeitherOpensslNorAJdk() throws Exception {
        Shell shell = new Shell(Map.of(
                "PATH",
                withoutOpenssl().toString(),
                "CERTS_DIR",
                folder.resolve("certs").toString(),
                "JAVA_HOME",
                ""));

        Shell.Outcome outcome = generate(shell);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("need openssl or a JDK");
    }

    private Shell shell(Tool tool) throws IOException {
        return shell(tool, Map.of());
    }

    private Shell shell(Tool tool, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("CERTS_DIR", folder.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        switch (tool) {
            case OPENSSL -> assumeTrue(Shell.has("openssl"), "needs openssl");
            case JDK -> environment.put("PATH", withoutOpenssl().toString());
        }
        return new Shell(environment);
    }

    private Path withoutOpenssl() throws IOException {
        Path programs = folder.resolve("programs");
        if (Files.exists(programs)) {
            return programs;
        }
        return Shell.onlyPrograms(programs, List.of("dirname", "mkdir", "mktemp", "rm"));
    }

    private static Shell.Outcome generate(Shell shell, String... clients) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("certs/generate_certs.sh"));
        command.addAll(List.of(clients));
        return shell.run(command);
    }

    /** Some items instead of a whole site. */
    private static Shell.Outcome make(Shell shell, String items) throws IOException, InterruptedException {
        return shell.run(List.of("/bin/sh", "-c", "set -eu; . certs/generate_certs.sh; certs_make " + items));
    }

    private static List<String> leaves() {
        return Stream.concat(Stream.of("server"), CLIENTS.stream().map(client -> "client_" + client))
                .toList();
    }

    private List<String> readableByOthers() throws IOException {
        return files().filter(file -> {
                    try {
                        return !PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                                .equals("rw-------");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files().toList()) {
            contents.put(file.getFileName().toString(), Files.readString(file));
        }
        return contents;
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private X509Certificate certificate(String file) throws IOException, GeneralSecurityException {
        try (InputStream stream = Files.newInputStream(folder.resolve(file + ".crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }

    /** Signs with the key and checks with the certificate. */
    private boolean keyFits(String file) throws IOException, GeneralSecurityException {
        assertThat(text(file + ".key")).startsWith("-----BEGIN " + "PRIVATE KEY-----");
        byte[] encoded = Base64.getMimeDecoder().decode(text(file + ".key").replaceAll("-----[A-Z ]+-----", ""));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        signature.update(encoded);
        byte[] signed = signature.sign();
        signature.initVerify(certificate(file));
        signature.update(encoded);
        return signature.verify(signed);
    }
}
