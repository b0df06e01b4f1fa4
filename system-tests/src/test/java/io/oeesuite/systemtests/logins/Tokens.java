package io.oeesuite.systemtests.logins;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import io.oeesuite.localstack.KeycloakAdmin;

import static io.restassured.RestAssured.given;

/** Access tokens of all kinds, good and bad. */
final class Tokens {
    private static final String SUITE = "tests";
    private static final String BRIEF = "tests-brief";
    private static final String ELSEWHERE = "tests-elsewhere";

    private final URI realm;
    private final Map<String, String> passwords;

    /** @param passwords of people of the realm */
    Tokens(URI realm, Map<String, String> passwords) {
        this.realm = realm;
        this.passwords = new HashMap<>(passwords);
    }

    /** Adds what no client of the realm's file does: tokens for a name and a password. */
    void prepare(KeycloakAdmin admin) {
        admin.addClient(client(SUITE, "oee-suite", "{}"));
        admin.addClient(client(BRIEF, "oee-suite", "{\"access.token.lifespan\": \"1\"}"));
        admin.addClient(client(ELSEWHERE, "roles", "{}"));
    }

    void know(String person, String password) {
        passwords.put(person, password);
    }

    String password(String person) {
        return passwords.get(person);
    }

    String of(String person) {
        return grant(realm, SUITE, person, passwords.get(person));
    }

    /** Valid for a second only. */
    String brief(String person) {
        return grant(realm, BRIEF, person, passwords.get(person));
    }

    /** From the realm, with the roles, but for another audience. */
    String forAnotherAudience(String person) {
        return grant(realm, ELSEWHERE, person, passwords.get(person));
    }

    /** From the same server, but of another realm. */
    String ofAnotherRealm(String administratorPassword) {
        return grant(realm.resolve("/realms/master"), "admin-cli", "admin", administratorPassword);
    }

    /** Who has logged in, told to the page that asked for the login; not for showing around. */
    String idTokenOf(String person) {
        return token(
                realm,
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        SUITE,
                        "scope",
                        "openid",
                        "username",
                        person,
                        "password",
                        passwords.get(person)),
                "id_token");
    }

    String ofProgram(String client, String secret) {
        return token(realm, Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret));
    }

    /** A good token's header and claims, signed with a key that is not the realm's. */
    static String forged(String good) throws GeneralSecurityException {
        String content = good.substring(0, good.lastIndexOf('.'));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(generator.generateKeyPair().getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    /** A good token's claims, signed by nobody. */
    static String unsigned(String good) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));
        return header + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
    }

    private static String grant(URI realm, String client, String person, String password) {
        return token(
                realm,
                Map.of(
                        "grant_type", "password",
                        "client_id", client,
                        "username", person,
                        "password", password));
    }

    private static String token(URI realm, Map<String, String> form) {
        return token(realm, form, "access_token");
    }

    private static String token(URI realm, Map<String, String> form, String kind) {
        return given().formParams(form)
                .post(realm + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path(kind);
    }

    private static String client(String id, String scope, String attributes) {
        return """
                {"clientId": "%s", "publicClient": true, "directAccessGrantsEnabled": true, "standardFlowEnabled": false,
                 "fullScopeAllowed": true, "defaultClientScopes": ["basic", "profile", "%s"], "attributes": %s}""".formatted(id, scope, attributes);
    }
}
