package io.oeesuite.deploytests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(2, TimeUnit.MINUTES)
                    .join();
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
