package io.oeesuite.analytics;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Logins are on; the realm is that of the test. */
public class WithLogins implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("oee.oidc.url", "${keycloak.url}/realms/quarkus");
    }
}
