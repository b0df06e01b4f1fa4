package io.oeesuite.httpaccess;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenClaimsTest {

    @Test
    void aTokenIsForThoseItNames() {
        assertThat(isMeantForUs("Bearer", Map.of("aud", "oee-suite", "typ", "Bearer")))
                .isTrue();
        assertThat(isMeantForUs("Bearer", Map.of("aud", List.of("account", "oee-suite"), "typ", "Bearer")))
                .isTrue();
        assertThat(isMeantForUs("Bearer", Map.of("aud", List.of("account", "oee-suite2"), "typ", "Bearer")))
                .isFalse();
        assertThat(isMeantForUs("Bearer", Map.of("typ", "Bearer"))).isFalse();
    }

    @Test
    void onlyAnAccessTokenIsOne() {
        for (Object other : List.of("ID", "Refresh", "bearer", "", 1, List.of("Bearer"))) {
            assertThat(isMeantForUs("Bearer", Map.of("aud", "oee-suite", "typ", other)))
                    .as("typ %s", other)
                    .isFalse();
        }
        assertThat(isMeantForUs("Bearer", Map.of("aud", "oee-suite")))
                .as("it does not say that it is one")
                .isFalse();
    }

    @Test
    void otherRealmsMarkTheirsOtherwiseOrNotAtAll() {
        assertThat(isMeantForUs("at+jwt", Map.of("aud", "oee-suite", "typ", "at+jwt")))
                .isTrue();
        assertThat(isMeantForUs("at+jwt", Map.of("aud", "oee-suite", "typ", "Bearer")))
                .isFalse();
        assertThat(isMeantForUs("none", Map.of("aud", "oee-suite"))).isTrue();
        assertThat(isMeantForUs("none", Map.of("aud", "oee-suite", "typ", "ID")))
                .isFalse();
    }

    @Test
    void withoutSitesNothingIsSeen() {
        Sites sites = caller(Map.of("preferred_username", "anna", "realm_access", roles("viewer")))
                .sites();

        assertThat(sites).isEqualTo(Sites.NONE);
        assertThat(sites.cover("A/b/c")).isFalse();
    }

    @Test
    void aSiteIsAWholeGroup() {
        Sites sites = caller(Map.of(
                        "preferred_username", "anna", "realm_access", roles("viewer"), "sites", List.of("A", "Ä 1")))
                .sites();

        assertThat(List.of("A", "A/b", "A/b/c", "Ä 1/x")).allMatch(sites::cover);
        assertThat(List.of("AB", "AB/b", "B/A", "a/b", "", "/")).noneMatch(sites::cover);
    }

    @Test
    void theAdminHasAllSites() {
        assertThat(caller(Map.of("preferred_username", "root", "realm_access", roles("admin"), "sites", List.of("A")))
                        .sites())
                .isEqualTo(Sites.ALL);
        assertThat(caller(Map.of("preferred_username", "root", "realm_access", roles("viewer"), "sites", "*"))
                        .sites())
                .isEqualTo(Sites.ALL);
    }

    @Test
    void aProgramIsCalledAsItsClient() {
        assertThat(caller(Map.of("preferred_username", "service-account-reporting", "azp", "reporting"))
                        .name())
                .isEqualTo("reporting");
        assertThat(caller(Map.of("azp", "reporting")).name()).isEqualTo("reporting");
        assertThat(caller(Map.of("preferred_username", "anna", "azp", "oee-analytics"))
                        .name())
                .isEqualTo("anna");
    }

    @Test
    void nobodyHasNoName() {
        assertThat(new TokenClaims(Map.of()).caller()).isEmpty();
        assertThat(new TokenClaims(Map.of("preferred_username", "an\nna")).caller())
                .isEmpty();
    }

    @Test
    void rolesOfOthersAreNone() {
        assertThat(caller(Map.of("preferred_username", "anna", "realm_access", roles("ADMIN", "oee-admin", "operator")))
                        .roles())
                .containsExactlyInAnyOrder("viewer", "operator");
        assertThat(caller(Map.of("preferred_username", "anna", "realm_access", "admin"))
                        .roles())
                .isEmpty();
        assertThat(caller(Map.of("preferred_username", "anna", "roles", List.of("admin")))
                        .roles())
                .isEmpty();
    }

    private static boolean isMeantForUs(String type, Map<String, Object> claims) {
        return new TokenClaims(claims).isMeantForUs(type);
    }

    private static Map<String, Object> roles(String... names) {
        return Map.of("roles", List.of(names));
    }

    private static Caller caller(Map<String, Object> claims) {
        return new TokenClaims(claims).caller().orElseThrow();
    }
}
