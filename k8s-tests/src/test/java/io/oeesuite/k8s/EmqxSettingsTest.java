package io.oeesuite.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** EMQX is set up alike on one host (deploy/docker-compose.mqtt-*.yml) and on Kubernetes, but for what belongs to the place or the size. */
class EmqxSettingsTest {
    /** Names, files and addresses; how nodes find each other; who stands in front; size; and what is compared apart. */
    private static final Pattern OF_THE_PLACE = Pattern.compile("EMQX_("
            + "NODE__.*|CLUSTER__.*|DASHBOARD__.*|.*(CACERTFILE|CERTFILE|KEYFILE)"
            + "|LISTENERS__SSL__DEFAULT__(PROXY_PROTOCOL|MAX_CONNECTIONS)|MQTT__MAX_INFLIGHT"
            + "|AUTHENTICATION.*|AUTHORIZATION__SOURCES.*|LOG__.*)");

    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z0-9_]+:-([^}]*)}");
    private static final Pattern TOLD = Pattern.compile("([a-z_]+) ?= ?\"\\$?\\$\\{([a-z_]+)}\"");

    @Test
    void areTheSameInComposeAndChart() throws IOException {
        assertThat(shared(chart())).isEqualTo(shared(compose("docker-compose.mqtt-cluster.yml", "x-emqx-environment")));
    }

    @Test
    void tellAuthServiceTheSame() throws IOException {
        Map<String, String> compose = compose("docker-compose.mqtt-auth.yml", "x-asks");
        Map<String, String> chart = chart();

        assertThat(told(chart.get("EMQX_AUTHENTICATION")))
                .isEqualTo(told(compose.get("EMQX_AUTHENTICATION__1__BODY")))
                .contains("cert_common_name=cert_common_name", "password=password");
        assertThat(told(chart.get("EMQX_AUTHORIZATION__SOURCES")))
                .isEqualTo(told(compose.get("EMQX_AUTHORIZATION__SOURCES__2__BODY")))
                .contains("topic=topic");
    }

    @Test
    void askOverTlsAndLookAtTheCertificate() throws IOException {
        for (String asking : Set.of("EMQX_AUTHENTICATION", "EMQX_AUTHORIZATION__SOURCES")) {
            assertThat(chart().get(asking))
                    .contains(
                            "url = \"https://oee-auth-service:8482/mqtt/",
                            "ssl {enable = true, verify = verify_peer, cacertfile = \"/etc/oee/mqtt/ca.crt\"}");
        }
        Manifest certificate = RenderedChart.get("production", "Certificate/oee-auth-service-https");
        assertThat(certificate.at("spec", "dnsNames").orElseThrow().toString()).contains("oee-auth-service,");
        Manifest service = RenderedChart.get("production", "StatefulSet/oee-auth-service");
        assertThat(PodsTest.environment(service.containers().getLast()))
                .containsEntry("HTTPS_PORT", "8482")
                .containsEntry("HTTPS_CERTFILE", "/etc/oee/https/tls.crt");
        assertThat(Manifest.list(service.podSpec().orElseThrow(), "volumes"))
                .anyMatch(volume ->
                        Manifest.at(volume, "secret", "secretName").equals(certificate.at("spec", "secretName")));
    }

    private static Map<String, String> shared(Map<String, String> settings) {
        Map<String, String> shared = new TreeMap<>(settings);
        shared.keySet()
                .removeIf(name ->
                        !name.startsWith("EMQX_") || OF_THE_PLACE.matcher(name).matches());
        assertThat(shared).hasSizeGreaterThan(15);
        return shared;
    }

    private static Set<String> told(String text) {
        return TOLD.matcher(text)
                .results()
                .map(match -> match.group(1) + "=" + match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> compose(String file, String part) throws IOException {
        Map<String, Map<String, Object>> all = new Yaml()
                .load(Files.readString(Repository.folder().resolve("deploy").resolve(file)));
        Map<String, String> settings = new TreeMap<>();
        all.get(part).forEach((name, value) -> settings.put(name, withDefaults(String.valueOf(value))));
        return settings;
    }

    /** What compose makes of a value where nothing is set. */
    private static String withDefaults(String value) {
        return DEFAULT.matcher(value)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1)))
                .replace("$$", "$");
    }

    private static Map<String, String> chart() {
        Map<String, String> settings = new TreeMap<>();
        PodsTest.environment(RenderedChart.get("production", "StatefulSet/oee-emqx")
                        .containers()
                        .getLast())
                .forEach((name, value) -> settings.put(name, String.valueOf(value)));
        return settings;
    }
}
