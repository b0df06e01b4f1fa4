package io.oeesuite.deploytests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.Completed;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** deploy/ansible/rotate-edge-certificates.yml, run against this machine as an edge node that publishes meanwhile. */
class CertificateRotationTest {

    private static final String EDGE = "edge_PLANT01-LINE01";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void theCertificateIsRenewedAndNoMessageIsLost() throws Exception {
        Program.called("ansible-playbook");
        Program.called("mosquitto");
        SiteCertificates certificates =
                SiteCertificates.in(folder.resolve("authority"), List.of(EDGE, "analytics_INGEST-0"));
        Path acl = Policy.mosquitto(folder.resolve("acl"), List.of(EDGE, "analytics_INGEST-0"));
        Path device = Files.createDirectories(folder.resolve("device"));
        for (String ending : List.of("crt", "key")) {
            Files.copy(certificates.file(EDGE, ending), device.resolve("client_" + EDGE + "." + ending));
        }
        Files.copy(certificates.authority(), device.resolve("ca.crt"));
        Vertx vertx = Vertx.vertx();
        try (BrokerNode broker = new BrokerNode(folder.resolve("broker"), certificates, acl, Ports.free(3))) {
            broker.start();
            Map<String, String> onDevice = new HashMap<>(certificates.connection(EDGE, broker.devices()));
            onDevice.put(
                    "MQTT_CERTFILE", device.resolve("client_" + EDGE + ".crt").toString());
            onDevice.put(
                    "MQTT_KEYFILE", device.resolve("client_" + EDGE + ".key").toString());
            try (StoringSubscriber subscriber = new StoringSubscriber(
                            vertx, certificates.connection("analytics_INGEST-0", broker.devices()));
                    PersistentPublisher publisher = new PersistentPublisher(vertx, onDevice, EDGE)) {
                await("messages flow").atMost(PATIENCE).until(() -> publisher.count() > 50);
                String oldCertificate = Files.readString(device.resolve("client_" + EDGE + ".crt"));
                String oldKey = Files.readString(device.resolve("client_" + EDGE + ".key"));

                Program.Outcome outcome =
                        rotate(device, "-e", "force_renewal=true", "-e", "broker=localhost:" + broker.devices());

                assertThat(outcome.code()).as(outcome.output()).isZero();
                assertThat(Files.readString(device.resolve("client_" + EDGE + ".crt")))
                        .isNotEqualTo(oldCertificate);
                assertThat(Files.readString(device.resolve("client_" + EDGE + ".key")))
                        .isNotEqualTo(oldKey);
                assertThat(outcome.output()).doesNotContain("PRIVATE KEY");
                await("it has connected with the new one").atMost(PATIENCE).until(() -> publisher.losses() == 1);
                int then = publisher.count();
                await("messages flow").atMost(PATIENCE).until(() -> publisher.count() > then + 50);
                publisher.finish();
                await("all have come")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(subscriber.stored()).containsAll(publisher.acknowledged()));
                assertThat(broker.log().lines().filter(line -> line.contains("as " + EDGE + " ")))
                        .as("the same client id, twice")
                        .hasSize(2);
            }
        } finally {
            Completed.of(vertx.close().toCompletionStage());
        }

        Program.Outcome again = rotate(device);
        assertThat(again.output()).as("what holds for long is left alone").containsPattern("changed=0 .*failed=0");
        try (var files = Files.list(device)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("nothing is left lying about")
                    .containsExactlyInAnyOrder("ca.crt", "client_" + EDGE + ".crt", "client_" + EDGE + ".key");
        }
    }

    @Test
    void aBrokerThatRefusesTheNewCertificateLeavesTheNodeWithTheOldOne() throws Exception {
        Program.called("ansible-playbook");
        Program mosquitto = Program.called("mosquitto");
        SiteCertificates known = SiteCertificates.in(folder.resolve("known"), List.of(EDGE));
        SiteCertificates unknown = SiteCertificates.in(folder.resolve("authority"), List.of(EDGE));
        Path device = Files.createDirectories(folder.resolve("device"));
        for (String ending : List.of("crt", "key")) {
            Files.copy(known.file(EDGE, ending), device.resolve("client_" + EDGE + "." + ending));
        }
        Files.copy(known.authority(), device.resolve("ca.crt"));
        Map<Path, String> before = contents(device);
        int port = Ports.free(1).getFirst();
        // its own certificate is good; only that of the client is not. In TLS 1.3 the client's handshake ends before
        // that is found out.
        Path configuration = Files.writeString(folder.resolve("mosquitto.conf"), """
                user %s
                listener %d 127.0.0.1
                cafile %s
                certfile %s
                keyfile %s
                tls_version tlsv1.3
                require_certificate true
                allow_anonymous true
                """.formatted(
                        System.getProperty("user.name"),
                        port,
                        known.authority(),
                        unknown.folder().resolve("server.crt"),
                        unknown.folder().resolve("server.key")));
        Process broker = mosquitto.start(folder.resolve("log"), "-c", configuration.toString());
        try {
            await("the broker listens").atMost(PATIENCE).until(() -> Dial.answers(port));

            Program.Outcome outcome = rotate(device, "-e", "force_renewal=true", "-e", "broker=localhost:" + port);

            assertThat(outcome.code()).as(outcome.output()).isNotZero();
            assertThat(outcome.output()).contains("did not answer " + EDGE);
            assertThat(contents(device)).isEqualTo(before);
        } finally {
            broker.destroyForcibly();
        }
    }

    @Test
    void aKeyWithAPassphraseSigns() throws Exception {
        Program openssl = Program.called("openssl");
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery staple\n");
        Path authority = folder.resolve("authority");
        Map<String, String> opens = Map.of("CERTS_CA_PASSPHRASE_FILE", passphrase.toString());
        assertThat(Program.script("certs/generate_certs.sh")
                        .with(opens)
                        .with(Map.of("CERTS_DIR", authority.toString()))
                        .run(EDGE)
                        .code())
                .isZero();
        Path request = folder.resolve("request");
        openssl.run(
                "req",
                "-new",
                "-key",
                authority.resolve("client_" + EDGE + ".key").toString(),
                "-subj",
                "/CN=x",
                "-out",
                request.toString());
        Program sign = Program.script("deploy/ansible/sign_request.sh");

        assertThat(sign.with(opens)
                        .reading(request, authority.toString(), EDGE, "365")
                        .output())
                .startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(sign.reading(request, authority.toString(), EDGE, "365").code())
                .as("without the passphrase")
                .isNotZero();
    }

    private static Map<Path, String> contents(Path folder) throws Exception {
        Map<Path, String> contents = new HashMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void onlyEdgeNodesAreSigned() {
        Program.called("openssl");
        Program sign = Program.script("deploy/ansible/sign_request.sh");

        for (String id : List.of("admin_OPS", "edge_", "edge_a/b", "scada_PRIMARY-HOST")) {
            assertThat(sign.run(folder.toString(), id, "365").code()).as(id).isEqualTo(2);
        }
    }

    private Program.Outcome rotate(Path device, String... more) throws Exception {
        Path inventory = Files.writeString(folder.resolve("inventory.yml"), """
                edges:
                  hosts:
                    localhost:
                      ansible_connection: local
                      ansible_python_interpreter: "{{ ansible_playbook_python }}"
                      edge_id: %s
                      certs_dir: %s
                      certs_owner: %s
                      certs_group: %s
                      authority_dir: %s
                """.formatted(
                        EDGE,
                        device,
                        System.getProperty("user.name"),
                        Files.getAttribute(device, "unix:gid"),
                        folder.resolve("authority")));
        List<String> words = new java.util.ArrayList<>(
                List.of("-i", inventory.toString(), "deploy/ansible/rotate-edge-certificates.yml"));
        words.addAll(List.of(more));
        return Program.called("ansible-playbook")
                .with(Map.of(
                        "ANSIBLE_NOCOLOR",
                        "1",
                        "ANSIBLE_PIPELINING",
                        "1",
                        "ANSIBLE_LOCALHOST_WARNING",
                        "0",
                        "LC_ALL",
                        "C.UTF-8"))
                .run(words.toArray(String[]::new));
    }
}
