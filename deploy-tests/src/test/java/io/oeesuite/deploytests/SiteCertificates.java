package io.oeesuite.deploytests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates that certs/generate_certs.sh makes, in a folder of the test. */
record SiteCertificates(Path folder) {

    static SiteCertificates in(Path folder, List<String> clients) {
        Program.called("openssl");
        StringBuilder items = new StringBuilder("ca server");
        clients.forEach(client -> items.append(" 'client:").append(client).append('\''));
        Program.Outcome outcome = Program.called("sh")
                .with(Map.of("CERTS_DIR", folder.toString()))
                .run("-c", "set -eu; . certs/generate_certs.sh; certs_make " + items);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return new SiteCertificates(folder);
    }

    Path authority() {
        return folder.resolve("ca.crt");
    }

    /** The settings of a client's connection with a broker of this machine. */
    Map<String, String> connection(String clientId, int port) {
        return Map.of(
                "MQTT_BROKERS",
                "localhost:" + port,
                "MQTT_USE_TLS",
                "true",
                "MQTT_CLIENT_ID",
                clientId,
                "MQTT_CA_CERTS",
                authority().toString(),
                "MQTT_CERTFILE",
                file(clientId, "crt").toString(),
                "MQTT_KEYFILE",
                file(clientId, "key").toString());
    }

    /** Certificate and key in one file, as HAProxy wants them. */
    void bundle(String clientId, Path target) {
        try {
            Files.writeString(
                    target, Files.readString(file(clientId, "crt")) + Files.readString(file(clientId, "key")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String clientId, String ending) {
        return folder.resolve("client_" + clientId + "." + ending);
    }
}
