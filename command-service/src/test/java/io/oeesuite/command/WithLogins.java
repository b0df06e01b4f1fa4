package io.oeesuite.command;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Logins are on; the realm is that of the test. Programs may show a certificate. */
public class WithLogins implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "oee.oidc.url", "${keycloak.url}/realms/quarkus",
                "oee.https.port", "0",
                "quarkus.http.test-ssl-port", "0",
                "oee.https.certfile", "${test.certificates}/server.crt",
                "oee.https.keyfile", "${test.certificates}/server.key",
                "oee.https.ca-certs", "${test.certificates}/ca.crt",
                "oee.http.certificate-roles", "dashboard_NORTH=viewer@NORTH;admin_OPS=admin;admin_NORTH=admin@NORTH");
    }
}
