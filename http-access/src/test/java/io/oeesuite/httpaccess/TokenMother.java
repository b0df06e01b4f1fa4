package io.oeesuite.httpaccess;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;

/** Tokens as the realm signs them. */
final class TokenMother {
    private static final String ISSUER = "https://server.example.com";
    private static final Duration LIFE = Duration.ofMinutes(5);

    private TokenMother() {}

    static String token(String name, String role, String... sites) {
        return sign(of(name, role).claim("sites", List.of(sites)));
    }

    static String living(Duration life, String name, String role, String... sites) {
        return sign(of(name, role).claim("sites", List.of(sites)).expiresIn(life));
    }

    static String forAnother(String audience) {
        return sign(of("anna", Roles.ADMIN).audience(audience));
    }

    static String ofType(String type) {
        return sign(of("anna", Roles.ADMIN).claim("typ", type));
    }

    static String expired() {
        return sign(of("anna", Roles.ADMIN).issuedAt(1_000_000_000).expiresAt(1_000_000_300));
    }

    static String ofAnotherIssuer() {
        return sign(of("anna", Roles.ADMIN).issuer("https://elsewhere.example.com"));
    }

    static String ofClient(String client, String role) {
        return sign(of("service-account-" + client, role).claim("azp", client).claim("sites", "*"));
    }

    static String id(Duration life, String name, String client) {
        return sign(of(name, Roles.VIEWER).audience(client).claim("typ", "ID").expiresIn(life));
    }

    private static JwtClaimsBuilder of(String name, String role) {
        return Jwt.preferredUserName(name)
                .subject("of-" + name)
                .issuer(ISSUER)
                .audience("oee-suite")
                .claim("typ", "Bearer")
                .claim("realm_access", Map.of("roles", List.of(role)))
                .expiresIn(LIFE);
    }

    private static String sign(JwtClaimsBuilder claims) {
        return claims.jws().keyId("1").sign();
    }
}
