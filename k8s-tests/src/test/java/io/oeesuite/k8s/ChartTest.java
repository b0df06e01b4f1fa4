package io.oeesuite.k8s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.yaml.snakeyaml.Yaml;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The chart, by Helm itself. */
class ChartTest {
    @SuppressWarnings("unused")
    static final List<String> SITES = GeneratedFiles.SITES;

    private final Chart chart = new Chart(Repository.folder());

    @ParameterizedTest
    @FieldSource("SITES")
    void lintFindsNothing(String site, @TempDir Path folder) throws Exception {
        RenderedChart.copyTo(folder);
        merge(folder.resolve("values.yaml"), chart.ciValues(site));

        LintResult result = new Helm(folder).lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
    }

    @ParameterizedTest
    @FieldSource("SITES")
    void everyResourceHasItsOwnName(String site) {
        assertThat(RenderedChart.of(site))
                .extracting(manifest -> manifest.apiVersion() + " " + manifest.id())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(35);
    }

    @Test
    void canBePackaged(@TempDir Path folder) {
        new Helm(chart.folder()).packageIt().withDestination(folder).call();

        assertThat(folder.resolve("oee-suite-0.1.0.tgz")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "kafka.mode               | confluent                       | kafka/mode",
                "kafak.mode               | strimzi                         | kafak",
                "services.ingest-service.replicas | 7                       | replicas",
                "services.auth-service.env.OEE_AUTH_BROKER_SECRET | x       | OEE_AUTH_BROKER_SECRET",
                "services.auth-service.state.size | 1Gi                     | state",
                "broker.emqx.image        | docker.io/emqx/emqx:5.9.0       | image",
                "logins.realmUrl          | http://login.example/realms/oee | realmUrl",
                "certificates.issuer.name | letsencrypt                     | issuer/name",
                "postgres.existing.port   | 70000                           | port",
                "hostId                   | a/b                             | hostId"
            })
    void valuesThatCannotBeAreRefused(String path, String value, String named) {
        Object given = value.matches("[0-9]+") ? Integer.valueOf(value) : value;

        assertThatThrownBy(() -> chart.render("small", Map.of(path, given)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("don't meet the specifications of the schema")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({
        "small, logins.realmUrl, No service starts in production without logins",
        "existing-infrastructure, broker.existing.host, which MQTT broker?",
        "existing-infrastructure, kafka.existing.bootstrapServers, which Kafka?",
        "existing-infrastructure, kafka.existing.caSecret, ca.crt",
        "existing-infrastructure, postgres.existing.host, which PostgreSQL?",
        "existing-infrastructure, postgres.existing.secret, username and password",
        "production, keycloak.hostname, under which name",
        "production, keycloak.urls.alert, where do people reach it?"
    })
    void whatIsMissingIsNamed(String site, String path, String said) {
        assertThatThrownBy(() -> chart.render(site, Map.of(path, ""))).hasMessageContaining(said);
    }

    private static void merge(Path values, Path over) throws Exception {
        Map<String, Object> merged =
                merged(new Yaml().load(Files.readString(values)), new Yaml().load(Files.readString(over)));
        Files.writeString(values, new Yaml().dump(merged));
    }

    private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> all = new LinkedHashMap<>(below);
        above.forEach((key, value) -> all.merge(
                key,
                value,
                (old, its) -> old instanceof Map && its instanceof Map
                        ? merged(Manifest.castMap(old), Manifest.castMap(its))
                        : its));
        return all;
    }
}
