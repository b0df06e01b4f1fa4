package io.oeesuite.deploytests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** deploy/scripts/check_hardening.sh against a real Mosquitto: one as mqtt_manage.sh makes it, and one with every mistake. */
class HardeningTest {

    @TempDir
    Path folder;

    @Test
    void aSiteAsItIsMadePasses() {
        SmallSite site = new SmallSite(folder);
        site.done("setup");
        site.done("setup-admin");
        site.done("start");
        try {
            Path certs = site.folder().resolve("certs");

            Program.Outcome outcome = check(
                    "--ca",
                    certs.resolve("ca.crt").toString(),
                    "--cert",
                    certs.resolve("client_admin_OPS.crt").toString(),
                    "--key",
                    certs.resolve("client_admin_OPS.key").toString(),
                    "--tls",
                    "localhost:" + site.devicesPort,
                    "--password",
                    "localhost:" + site.internalPort,
                    "--password",
                    "localhost:" + site.webSocketPort,
                    "--closed",
                    "localhost:" + Ports.free(1).getFirst(),
                    "--site",
                    site.folder().toString(),
                    "--mosquitto",
                    "deploy/mosquitto/mosquitto.conf");

            assertThat(outcome.output()).contains("0 failed").doesNotContain("FAILED");
            assertThat(outcome.output().lines().filter(line -> line.startsWith("ok")))
                    .hasSizeGreaterThan(45);
            assertThat(outcome.code()).isZero();
        } finally {
            site.manage("stop");
        }
    }

    @Test
    void everyMistakeIsFound() throws Exception {
        Program mosquitto = Program.called("mosquitto");
        SiteCertificates certificates = SiteCertificates.in(folder.resolve("certs"), List.of("admin_OPS"));
        shortLivedServer(certificates.folder());
        List<Integer> ports = Ports.free(2);
        Path passwords = Files.writeString(folder.resolve("plain-passwords"), "admin:admin\n");
        assertThat(Program.called("mosquitto_passwd")
                        .run("-U", passwords.toString())
                        .code())
                .isZero();
        Path configuration = Files.writeString(folder.resolve("mosquitto.conf"), """
                user root
                listener %d 127.0.0.1
                allow_anonymous true
                listener %d 127.0.0.1
                cafile %s
                certfile %s
                keyfile %s
                tls_version tlsv1.1
                ciphers ALL:@SECLEVEL=0
                password_file %s
                """.formatted(
                        ports.get(0),
                        ports.get(1),
                        certificates.authority(),
                        certificates.folder().resolve("server.crt"),
                        certificates.folder().resolve("server.key"),
                        passwords));
        Path settings = Files.writeString(
                folder.resolve("oee.env"),
                "GRAFANA_PASSWORD=admin\nEMQX_NODE_COOKIE=emqxsecretcookie\nMQTT_TLS_INSECURE=true\n");
        Path site = Files.createDirectories(folder.resolve("site/config"));
        Files.writeString(site.resolve("passwords"), "admin:admin\n");
        Files.createDirectories(folder.resolve("site/broker"));
        Files.copy(certificates.folder().resolve("ca.key"), folder.resolve("site/broker/ca.key"));
        Files.copy(certificates.folder().resolve("server.crt"), folder.resolve("site/broker/server.crt"));
        Process broker = mosquitto.start(folder.resolve("log"), "-c", configuration.toString());
        try {
            await("the broker listens").until(() -> Dial.answers(ports.get(1)));

            Program.Outcome outcome = check(
                    "--ca",
                    certificates.authority().toString(),
                    "--name",
                    "mqtt.elsewhere.example",
                    "--tls",
                    "localhost:" + ports.get(0),
                    "--tls",
                    "localhost:" + ports.get(1),
                    "--password",
                    "localhost:" + ports.get(1),
                    "--closed",
                    "localhost:" + ports.get(0),
                    "--site",
                    folder.resolve("site").toString(),
                    "--env",
                    settings.toString(),
                    "--mosquitto",
                    configuration.toString());

            assertThat(outcome.code()).isEqualTo(1);
            List<String> failures = outcome.output()
                    .lines()
                    .filter(line -> line.startsWith("FAILED"))
                    .toList();
            for (String mistake : List.of(
                    ":" + ports.get(0) + " refuses MQTT in plain text",
                    ":" + ports.get(1) + " refuses TLS 1.1",
                    ":" + ports.get(1) + " has a certificate of our authority for the name mqtt.elsewhere.example",
                    ":" + ports.get(1) + " has a certificate that holds for 30 days",
                    ":" + ports.get(1) + " refuses admin with the password admin",
                    ":" + ports.get(0) + " does not answer",
                    "the authority's key is not handed out",
                    "no certificate in",
                    "passwords in",
                    "can be read by its owner only",
                    "have 16 characters or more",
                    "is one of those everybody tries first",
                    "switches no check of certificates off",
                    "settings per listener",
                    "no anonymous client, on every listener",
                    "TLS on every listener",
                    "TLS 1.2 or later on every listener",
                    "rights on every listener",
                    "client ids are the users' names",
                    "a limit of connections on every listener",
                    "what waits is on disk",
                    "a limit for the size of messages",
                    "a limit for what waits",
                    "not run as root")) {
                assertThat(failures).as(mistake).anyMatch(line -> line.contains(mistake));
            }
        } finally {
            broker.destroyForcibly();
        }
    }

    @Test
    void aBrokerThatTakesClientsWithoutCertificatesIsFound() throws Exception {
        Program mosquitto = Program.called("mosquitto");
        SiteCertificates certificates = SiteCertificates.in(folder.resolve("certs"), List.of("admin_OPS"));
        int port = Ports.free(1).getFirst();
        Path configuration = Files.writeString(
                folder.resolve("mosquitto.conf"),
                "user root\nlistener %d 127.0.0.1\ncafile %s\ncertfile %s\nkeyfile %s\nallow_anonymous true\n"
                        .formatted(
                                port,
                                certificates.authority(),
                                certificates.folder().resolve("server.crt"),
                                certificates.folder().resolve("server.key")));
        Process broker = mosquitto.start(folder.resolve("log"), "-c", configuration.toString());
        try {
            await("the broker listens").until(() -> Dial.answers(port));

            Program.Outcome outcome = check(
                    "--ca",
                    certificates.authority().toString(),
                    "--tls",
                    "localhost:" + port,
                    "--password",
                    "localhost:" + port);

            assertThat(outcome.output())
                    .contains("FAILED  localhost:" + port + " refuses clients without a certificate")
                    .contains("FAILED  localhost:" + port + " refuses certificates of others")
                    .contains("FAILED  localhost:" + port + " refuses anonymous clients")
                    .contains("ok      localhost:" + port + " refuses MQTT in plain text");
        } finally {
            broker.destroyForcibly();
        }
    }

    private static Program.Outcome check(String... words) {
        return Program.script("deploy/scripts/check_hardening.sh").run(words);
    }

    /** A certificate for a day, of the same authority. */
    private static void shortLivedServer(Path certs) {
        List<String> line = new ArrayList<>(
                List.of(
                        "-c",
                        "cd '" + certs
                                + "' && openssl req -new -key server.key -subj /CN=localhost -out csr && printf 'subjectAltName=DNS:localhost' >ext && "
                                + "openssl x509 -req -in csr -CA ca.crt -CAkey ca.key -set_serial 7 -days 1 -extfile ext -out server.crt"));
        Program.Outcome outcome = Program.called("sh").run(line.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.output()).isZero();
    }
}
