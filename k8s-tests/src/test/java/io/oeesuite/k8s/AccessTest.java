package io.oeesuite.k8s;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who reaches what: people the pages, services the database as whom they are, and whose authority they believe. */
class AccessTest {
    private static final Chart CHART = new Chart(Repository.folder());

    @Test
    void metricsAndHealthAreNotForTheWorld() {
        List<Manifest> ingresses = RenderedChart.of("production").stream()
                .filter(manifest -> manifest.kind().equals("Ingress"))
                .toList();

        assertThat(ingresses).hasSize(4).allSatisfy(ingress -> {
            Map<String, Object> rule =
                    Manifest.list(ingress.content(), "spec", "rules").getFirst();
            assertThat(Manifest.list(rule, "http", "paths").stream()
                            .filter(path -> Set.of("/q/metrics", "/q/health").contains(path.get("path"))))
                    .hasSize(2)
                    .allSatisfy(path -> assertThat(Manifest.at(path, "backend", "service", "name"))
                            .contains("oee-nowhere"));
        });
        assertThat(RenderedChart.get("production", "Service/oee-nowhere").at("spec", "selector"))
                .as("it has no pods")
                .isEmpty();
    }

    @Test
    void authServiceHasADatabaseUserOfItsOwn() {
        assertThat(Stream.of("StatefulSet/oee-auth-service", "StatefulSet/oee-oee-analytics-service")
                        .map(id -> secretOf(RenderedChart.get("production", id), "POSTGRES_PASSWORD")))
                .containsExactly("oee-postgres-auth", "oee-postgres-app");
        Manifest cluster = RenderedChart.get("production", "Cluster/oee-postgres");
        assertThat(roles(cluster))
                .isEqualTo(Map.of(
                        "oee_auth", "oee-postgres-auth",
                        "oee_reader", "oee-postgres-reader",
                        "keycloak", "oee-keycloak-database"));
        assertThat(cluster.at("spec", "bootstrap", "initdb", "postInitApplicationSQL")
                        .orElseThrow()
                        .toString())
                .contains("CREATE SCHEMA auth AUTHORIZATION oee_auth", "GRANT SELECT ON TABLES TO oee_reader");
        assertThat(roles(RenderedChart.get("small", "Cluster/oee-postgres"))).containsOnlyKeys("oee_auth");
        assertThat(secretOf(
                        Manifest.allOf(CHART.render(
                                        "existing-infrastructure", Map.of("postgres.existing.authSecret", "")))
                                .stream()
                                .filter(manifest -> manifest.id().equals("Deployment/oee-auth-service"))
                                .findFirst()
                                .orElseThrow(),
                        "POSTGRES_PASSWORD"))
                .as("one user for both, where nothing else is said")
                .isEqualTo("oee-postgres");
    }

    @Test
    void authServiceSignsWithTheAuthorityThatItIsGiven() {
        Manifest service = RenderedChart.get("production", "StatefulSet/oee-auth-service");

        assertThat(PodsTest.environment(service.containers().getLast()))
                .containsEntry("OEE_CA_KEYFILE", "/etc/oee/authority/ca.key")
                .containsEntry("OEE_CA_PASSPHRASE_FILE", "/etc/oee/authority/passphrase")
                .containsEntry("OEE_CA_PUBLIC_URL", "http://oee-auth-service.oee.svc.cluster.local:8082");
        assertThat(secrets(service)).contains("oee-authority");
        assertThat(PodsTest.environment(service.containers().getLast()))
                .as("while the authority changes")
                .containsEntry("OEE_CA_PREVIOUS_KEYFILE", "/etc/oee/previous-authority/ca.key")
                .containsEntry("OEE_CA_PREVIOUS_CERTFILE", "/etc/oee/previous-authority/ca.crt")
                .containsEntry("OEE_CA_PREVIOUS_PASSPHRASE_FILE", "/etc/oee/previous-authority/passphrase");
        assertThat(secrets(service)).contains("oee-authority-2025");
        Manifest without = RenderedChart.get("small", "Deployment/oee-auth-service");
        assertThat(PodsTest.environment(without.containers().getLast()).keySet())
                .noneMatch(name -> name.startsWith("OEE_CA_"));
    }

    @Test
    void authServiceListensForEnrolmentAsAClientOfItsOwnWhereItIsAsked() {
        Manifest listening = RenderedChart.get("production", "StatefulSet/oee-auth-service");

        assertThat(PodsTest.environment(listening.containers().getLast()))
                .containsEntry("MQTT_BROKER_HOST", "oee-emqx")
                .containsEntry("MQTT_CLIENT_ID", "auth_SERVICE-$(POD_INDEX)");
        assertThat(RenderedChart.get("production", "Certificate/oee-auth-service-mqtt-0")
                        .at("spec", "commonName"))
                .contains("auth_SERVICE-0");
        assertThat(PodsTest.environment(RenderedChart.get("small", "Deployment/oee-auth-service")
                                .containers()
                                .getLast())
                        .keySet())
                .as("off, where nobody asks for it")
                .noneMatch(name -> name.startsWith("MQTT_"));
    }

    @Test
    void servicesBelieveTheAuthorityOfTheRealm() {
        List<Manifest> withLogins = RenderedChart.withPods("existing-infrastructure")
                .filter(manifest ->
                        PodsTest.environment(manifest.containers().getLast()).containsKey("OEE_OIDC_URL"))
                .toList();

        assertThat(withLogins).hasSize(4).allSatisfy(service -> {
            assertThat(PodsTest.environment(service.containers().getLast()))
                    .containsEntry("QUARKUS_TLS_LOGIN_TRUST_STORE_PEM_CERTS", "/etc/oee/login-ca/ca.crt")
                    .containsEntry("QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME", "login");
            assertThat(secrets(service)).contains("corp-login-ca");
        });
    }

    @Test
    void emqxIsNotAnsweredInPlain() {
        assertThatThrownBy(() -> CHART.render("small", Map.of("certificates.mode", "existing")))
                .hasMessageContaining("auth.httpsSecret: which secret has auth-service's certificate?");
    }

    @Test
    void alertsAreOfWhatIsThere() {
        assertThat(rules(Manifest.allOf(CHART.render("existing-infrastructure", Map.of()))))
                .contains("ServiceDown")
                .doesNotContain("BrokerDown");
        List<Manifest> withoutAlertSender =
                Manifest.allOf(CHART.render("production", Map.of("services.alert-sender.enabled", false)));

        assertThat(rules(withoutAlertSender))
                .contains("BrokerDown", "absent(up{job=\"command-service\"})")
                .doesNotContain("absent(up{job=\"alert-sender\"})");
    }

    private static String rules(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals("PrometheusRule"))
                .map(manifest -> manifest.content().toString())
                .collect(Collectors.joining());
    }

    private static Map<String, String> roles(Manifest cluster) {
        return Manifest.list(cluster.content(), "spec", "managed", "roles").stream()
                .collect(Collectors.toMap(role -> (String) role.get("name"), role ->
                        (String) Manifest.at(role, "passwordSecret", "name").orElseThrow()));
    }

    private static Object secretOf(Manifest service, String variable) {
        return Manifest.list(service.containers().getLast(), "env").stream()
                .filter(entry -> variable.equals(entry.get("name")))
                .findFirst()
                .flatMap(entry -> Manifest.at(entry, "valueFrom", "secretKeyRef", "name"))
                .orElseThrow();
    }

    private static List<Object> secrets(Manifest service) {
        return Manifest.list(service.podSpec().orElseThrow(), "volumes").stream()
                .flatMap(volume -> Manifest.at(volume, "secret", "secretName").stream())
                .toList();
    }
}
