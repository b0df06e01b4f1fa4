package io.oeesuite.analytics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;

import static io.restassured.RestAssured.given;

/** Access tokens as the realm of the test signs them. */
public final class TokenMother {
    private TokenMother() {}

    public static RequestSpecification as(String name, String role, String... sites) {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token(name, role, sites));
    }

    public static String token(String name, String role, String... sites) {
        return living(Duration.ofMinutes(5), name, role, sites);
    }

    public static String living(Duration life, String name, String role, String... sites) {
        return Jwt.preferredUserName(name)
                .subject("of-" + name)
                .issuer("https://server.example.com")
                .audience("oee-suite")
                .claim("typ", "Bearer")
                .claim("realm_access", Map.of("roles", List.of(role)))
                .claim("sites", List.of(sites))
                .expiresIn(life)
                .jws()
                .keyId("1")
                .sign();
    }
}
