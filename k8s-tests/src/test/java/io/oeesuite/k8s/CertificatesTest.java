package io.oeesuite.k8s;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Each MQTT client finds the certificate with its own name. */
class CertificatesTest {
    @TestFactory
    Stream<DynamicTest> haveTheClientIdForTheirName() {
        return Stream.of("small", "production")
                .flatMap(site -> RenderedChart.withPods(site)
                        .filter(manifest -> manifest.kind().matches("StatefulSet|Deployment"))
                        .filter(manifest -> PodsTest.environment(
                                        manifest.containers().getLast())
                                .containsKey("MQTT_CLIENT_ID"))
                        .flatMap(manifest -> IntStream.range(0, mostReplicas(site, manifest))
                                .mapToObj(replica -> DynamicTest.dynamicTest(
                                        site + " " + manifest.component() + " " + replica,
                                        () -> finds(site, manifest, replica)))));
    }

    private static void finds(String site, Manifest manifest, int replica) {
        Map<String, Object> environment =
                PodsTest.environment(manifest.containers().getLast());
        String clientId = with(environment, "MQTT_CLIENT_ID", replica);
        Map<String, String> secrets = secretsOfFiles(manifest);

        String secret = secrets.get(with(environment, "MQTT_CERTFILE", replica));

        assertThat(secrets)
                .containsEntry(with(environment, "MQTT_KEYFILE", replica), secret)
                .containsEntry(with(environment, "MQTT_CA_CERTS", replica), secret);
        assertThat(RenderedChart.get(site, "Certificate/" + secret).at("spec", "commonName"))
                .contains(clientId);
    }

    @Test
    void areOnePerReplicaOfIngestAsFarAsItMayGrow() {
        assertThat(names("production"))
                .contains("analytics_INGEST-0", "analytics_INGEST-5")
                .doesNotContain("analytics_INGEST-6");
        assertThat(names("small"))
                .contains("analytics_INGEST-0", "analytics_OEE-PROCESSOR", "alert_SENDER", "scada_PRIMARY-HOST")
                .doesNotContain("analytics_INGEST-1");
    }

    private static List<Object> names(String site) {
        return RenderedChart.of(site).stream()
                .filter(manifest -> manifest.kind().equals("Certificate"))
                .flatMap(manifest -> manifest.at("spec", "commonName").stream())
                .toList();
    }

    private static String with(Map<String, Object> environment, String variable, int replica) {
        return ((String) environment.get(variable)).replace("$(POD_INDEX)", String.valueOf(replica));
    }

    private static int mostReplicas(String site, Manifest manifest) {
        return RenderedChart.of(site).stream()
                .filter(other -> other.kind().matches("ScaledObject|HorizontalPodAutoscaler"))
                .filter(other ->
                        other.at("spec", "scaleTargetRef", "name").equals(java.util.Optional.of(manifest.name())))
                .flatMap(scaler ->
                        Stream.of("maxReplicaCount", "maxReplicas").flatMap(key -> scaler.at("spec", key).stream()))
                .map(Integer.class::cast)
                .findFirst()
                .orElseGet(() -> (Integer) manifest.at("spec", "replicas").orElseThrow());
    }

    /** The secret that each file below /etc/oee/mqtt comes from. */
    private static Map<String, String> secretsOfFiles(Manifest manifest) {
        Map<String, String> files = new TreeMap<>();
        Object pod = manifest.podSpec().orElseThrow();
        for (Map<String, Object> volume : Manifest.list(pod, "volumes")) {
            if (!"mqtt".equals(volume.get("name"))) {
                continue;
            }
            Manifest.at(volume, "secret", "secretName")
                    .ifPresent(secret -> Stream.of("ca.crt", "tls.crt", "tls.key")
                            .forEach(file -> files.put("/etc/oee/mqtt/" + file, (String) secret)));
            Manifest.list(volume, "projected", "sources")
                    .forEach(source -> Manifest.list(source, "secret", "items")
                            .forEach(item -> files.put("/etc/oee/mqtt/" + item.get("path"), (String)
                                    Manifest.at(source, "secret", "name").orElseThrow())));
        }
        return files;
    }
}
