package io.oeesuite.systemtests.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** No secret is in the repository. */
class SecretScanTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final long LONGEST = 2_000_000;

    /** What looks like a secret and is none, by file and finding, with the reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "mqtt-connection/src/test/java/io/oeesuite/mqtt/MqttSettingsTest.java: password in an address",
            "made up: that such an address is refused is what it tests");

    @Test
    void noSecretIsInTheRepository() throws Exception {
        List<SecretScan.Finding> findings = new ArrayList<>();
        List<String> files = files();
        for (String file : files) {
            Path path = ROOT.resolve(file);
            if (Files.isRegularFile(path) && Files.size(path) < LONGEST) {
                findings.addAll(
                        SecretScan.scan(file, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)));
            }
        }

        assertThat(files).hasSizeGreaterThan(500);
        assertThat(findings)
                .as(
                        "Take the secret out, also of the history, and change it where it is used; what is none becomes an exception with its reason")
                .filteredOn(finding -> !EXCEPTIONS.containsKey(finding.file() + ": " + finding.what()))
                .isEmpty();
    }

    @Test
    void findsWhatIsPlanted() throws Exception {
        byte[] random = new byte[32];
        new SecureRandom(new byte[] {1}).nextBytes(random);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        String key = Base64.getMimeEncoder()
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());

        assertThat(found("-----BEGIN " + "PRIVATE KEY-----\n" + key)).isEqualTo("private key");
        assertThat(found("-----BEGIN EC " + "PRIVATE KEY-----\n" + key)).isEqualTo("private key");
        assertThat(found("key = AK" + "IAIOSFODNN7EXAMPLE")).isEqualTo("AWS access key");
        assertThat(found("a gh" + "p_" + value.replaceAll("[_-]", "x").substring(0, 36)))
                .isEqualTo("GitHub token");
        assertThat(found("x oee" + "_enrol_" + value)).isEqualTo("enrolment token");
        assertThat(found("jdbc url postgresql://oee:" + "hunter22@db")).isEqualTo("password in an address");
        assertThat(found("MQTT_PASSWORD=" + value)).startsWith("a random value");
        assertThat(found("  clientSecret: \"" + value + "\"")).startsWith("a random value");
        assertThat(SecretScan.scan("certs/ca.key", "")).hasSize(1);
    }

    @Test
    void leavesOrdinaryTextAlone() {
        for (String text : List.of(
                "password=${POSTGRES_PASSWORD:}",
                "MQTT_PASSWORD=change-me-please-now",
                "token = EnrolmentToken.hash(token)",
                "-----BEGIN PRIVATE KEY----- is how a key begins",
                "tokenValidity = Duration.ofHours(24)",
                "https://user@example.org/path:80")) {
            assertThat(SecretScan.scan("file.txt", text)).as(text).isEmpty();
        }
        assertThat(SecretScan.scan("a.txt", "one\ntwo AK" + "IAIOSFODNN7EXAMPLE")
                        .getFirst()
                        .line())
                .isEqualTo(2);
    }

    private static String found(String text) {
        return SecretScan.scan("file.txt", text).stream()
                .map(SecretScan.Finding::what)
                .findFirst()
                .orElse("nothing");
    }

    /** What git knows; a copy without git has nothing to look through. */
    private static List<String> files() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "-c", "core.quotePath=false", "ls-files")
                .directory(ROOT.toFile())
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(git.waitFor() == 0, "needs a git clone");
        return output.lines().toList();
    }
}
