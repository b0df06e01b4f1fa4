package io.oeesuite.k8s;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Secrets are referred to, never written. */
class SecretsTest {
    private static final Pattern SECRET = Pattern.compile("(PASSWORD|SECRET|COOKIE|PASSPHRASE|_PIN|TOKEN)$");

    @TestFactory
    Stream<DynamicTest> standInNoManifest() {
        return GeneratedFiles.SITES.stream()
                .flatMap(site -> RenderedChart.of(site).stream()
                        .map(manifest ->
                                DynamicTest.dynamicTest(site + " " + manifest.id(), () -> holdsNone(manifest))));
    }

    private static void holdsNone(Manifest manifest) {
        assertThat(manifest.kind()).isNotEqualTo("Secret");
        assertThat(manifest.content().toString()).doesNotContain("PRIVATE KEY");
        List<String> written = manifest.containers().stream()
                .flatMap(container -> Manifest.list(container, "env").stream())
                .filter(variable -> variable.containsKey("value"))
                .map(variable -> (String) variable.get("name"))
                .filter(name -> SECRET.matcher(name).find())
                .toList();
        assertThat(written).as("secrets in plain").isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> ofTheRealmComeFromASecretToo() {
        return Stream.of("analytics", "command", "alert", "auth", "reporting")
                .map(client -> DynamicTest.dynamicTest(client, () -> {
                    Manifest realm = RenderedChart.get("production", "KeycloakRealmImport/oee-keycloak-oee");
                    String placeholder = "OEE_" + client.toUpperCase(java.util.Locale.ROOT) + "_CLIENT_SECRET";
                    assertThat(realm.at("spec", "placeholders", placeholder, "secret", "key"))
                            .contains("oee-" + client);
                    assertThat(realm.content().toString())
                            .contains("${" + placeholder + "}")
                            .doesNotContain("_URL}");
                }));
    }
}
