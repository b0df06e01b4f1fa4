package io.oeesuite.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What may never be in the file of the realm, and what must not be forgotten there. */
class RealmFileTest {

    private static final Path FILE = Path.of("..", "..", "deploy", "keycloak", "oee-realm.json");

    private final JsonNode realm = read();

    @Test
    void nobodyHasAPassword() {
        assertThat(realm.findValues("credentials")).isEmpty();
        assertThat(realm.get("users").findValuesAsText("username")).containsExactly("service-account-oee-reporting");
    }

    @Test
    void everySecretAndEveryAddressComesFromTheEnvironment() {
        Map<String, String> secrets = new TreeMap<>();
        realm.get("clients")
                .forEach(client -> secrets.put(
                        client.get("clientId").asText(), client.get("secret").asText()));

        assertThat(secrets).containsOnlyKeys(KeycloakServer.CLIENTS);
        assertThat(secrets)
                .allSatisfy((client, secret) -> assertThat(secret)
                        .isEqualTo("${" + client.toUpperCase(Locale.ROOT).replace('-', '_') + "_CLIENT_SECRET}"));
        realm.get("clients")
                .forEach(client -> client.get("redirectUris")
                        .forEach(uri -> assertThat(uri.asText()).matches("\\$\\{OEE_[A-Z]+_URL}/login")));
    }

    @Test
    void everyPageUsesTheCodeFlowWithProofOfPossession() {
        Set<String> pages = new TreeSet<>();
        realm.get("clients").forEach(client -> {
            assertThat(client.get("publicClient").asBoolean()).isFalse();
            assertThat(client.get("implicitFlowEnabled").asBoolean()).isFalse();
            assertThat(client.get("directAccessGrantsEnabled").asBoolean()).isFalse();
            assertThat(client.get("fullScopeAllowed").asBoolean()).isFalse();
            if (client.get("standardFlowEnabled").asBoolean()) {
                pages.add(client.get("clientId").asText());
                assertThat(client.get("attributes")
                                .get("pkce.code.challenge.method")
                                .asText())
                        .isEqualTo("S256");
            }
        });
        assertThat(pages).containsExactlyInAnyOrder("oee-analytics", "oee-command", "oee-alert", "oee-auth");
    }

    @Test
    void theRealmIsClosedToStrangers() {
        assertThat(realm.get("registrationAllowed").asBoolean()).isFalse();
        assertThat(realm.get("sslRequired").asText()).isEqualTo("external");
        assertThat(realm.get("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.get("accessTokenLifespan").asInt()).isLessThanOrEqualTo(300);
    }

    @Test
    void everyClientMayHandOnTheRolesOfTheSuiteAndNoOthers() {
        realm.get("scopeMappings")
                .forEach(mapping -> assertThat(List.of("viewer", "operator", "maintenance", "engineer", "admin"))
                        .containsAll(texts(mapping.get("roles"))));
        assertThat(realm.get("scopeMappings").findValuesAsText("client"))
                .containsExactlyInAnyOrderElementsOf(KeycloakServer.CLIENTS);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
