package io.oeesuite.auth.credential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TokenCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private TokenKey key;
    private TokenKey previous;
    private TokenKey stranger;
    private TokenCheck check;

    @BeforeEach
    void keys() {
        key = key("now");
        previous = key("before");
        stranger = key("stranger");
        check = new TokenCheck(List.of(key, previous), "oee-auth", "mqtt", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aTokenIsGoodForItsClientUntilItExpires() {
        assertThat(check.check(token(key, _ -> {}), "pump-1", Optional.empty()))
                .isEqualTo(new Verdict.Right(Optional.of(NOW.plusSeconds(60))));
        assertThat(check.check(token(previous, _ -> {}), "pump-1", Optional.empty()))
                .isInstanceOf(Verdict.Right.class);
        assertWrong(token(key, claims -> claims.setExpirationTime(seconds(NOW))), "token-expired");
    }

    /** A check of ES256 costs milliseconds of an event loop. */
    @Test
    void aKnownTokensSignatureIsNotCheckedAgainButAllElseIs() {
        var time = new AtomicReference<>(NOW);
        var moving = new TokenCheck(List.of(key), "oee-auth", "mqtt", new MovingClock(time));
        String token = token(key, _ -> {});
        for (int i = 0; i < 5; i++) {
            assertThat(moving.check(token, "pump-1", Optional.empty())).isInstanceOf(Verdict.Right.class);
        }

        assertThat(moving.signatures()).isEqualTo(1);
        assertThat(moving.check(token, "pump-2", Optional.empty()))
                .isEqualTo(new Verdict.Wrong("token-of-another-client"));
        assertThat(moving.check(token, "pump-1", Optional.of(NOW.plusSeconds(1))))
                .isEqualTo(new Verdict.Wrong("token-withdrawn"));
        assertThat(moving.check(token.substring(0, token.length() - 4) + "AAAA", "pump-1", Optional.empty()))
                .isEqualTo(new Verdict.Wrong("token-invalid"));
        time.set(NOW.plusSeconds(59));
        assertThat(moving.check(token, "pump-1", Optional.empty())).isInstanceOf(Verdict.Right.class);
        time.set(NOW.plusSeconds(60));
        assertThat(moving.check(token, "pump-1", Optional.empty())).isEqualTo(new Verdict.Wrong("token-expired"));
        assertThat(moving.signatures()).as("with the forged one").isEqualTo(2);
    }

    @Test
    void aTokenOfAnotherIsWrong() {
        assertThat(check.check(token(key, _ -> {}), "pump-2", Optional.empty()))
                .isEqualTo(new Verdict.Wrong("token-of-another-client"));
        assertWrong(token(key, claims -> claims.setSubject("pump-2")), "token-of-another-client");
        assertWrong(token(key, claims -> claims.setStringClaim("clientid", "pump-2")), "token-of-another-client");
        assertWrong(token(key, claims -> claims.setAudience("board")), "token-invalid");
        assertWrong(token(key, claims -> claims.setIssuer("somebody")), "token-invalid");
        assertWrong(token(stranger, _ -> {}), "token-invalid");
    }

    @Test
    void aTokenWithoutAnEndIsWrong() {
        assertWrong(token(key, claims -> claims.unsetClaim("exp")), "token-invalid");
        assertWrong(token(key, claims -> claims.unsetClaim("iat")), "token-invalid");
        assertWrong(token(key, claims -> claims.unsetClaim("clientid")), "token-of-another-client");
    }

    @Test
    void aWithdrawnTokenIsWrong() {
        String token = token(key, _ -> {});

        assertThat(check.check(token, "pump-1", Optional.of(NOW.plusSeconds(1))))
                .isEqualTo(new Verdict.Wrong("token-withdrawn"));
        assertThat(check.check(token, "pump-1", Optional.of(NOW))).isInstanceOf(Verdict.Right.class);
    }

    @Test
    void noOtherAlgorithmCounts() {
        JwtClaims claims = claims();
        // the public key is public: were it taken for a secret, anybody could sign
        Key asSecret = new HmacKey(key.jwk().getKey().getEncoded());
        Key pemAsSecret = new HmacKey(Base64.getEncoder()
                .encodeToString(key.jwk().getKey().getEncoded())
                .getBytes(StandardCharsets.US_ASCII));

        assertWrong(signed("HS256", asSecret, key.id(), claims), "token-invalid");
        assertWrong(signed("HS256", pemAsSecret, key.id(), claims), "token-invalid");
        assertWrong(signed("none", null, key.id(), claims), "token-invalid");
        assertWrong(signed("none", null, null, claims), "token-invalid");
        String good = token(key, _ -> {});
        assertWrong(good.substring(0, good.lastIndexOf('.') + 1), "token-invalid");
        assertWrong(signed("ES256", key.privateKey(), null, claims), "token-invalid");
        assertWrong(signed("ES256", stranger.privateKey(), key.id(), claims), "token-invalid");
    }

    @Test
    void aChangedTokenIsWrong() {
        String[] parts = token(key, _ -> {}).split("\\.");
        String payload =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("pump-1", "pump-2");
        String forged = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];

        assertThat(check.check(forged, "pump-2", Optional.empty())).isEqualTo(new Verdict.Wrong("token-invalid"));
        assertWrong("a.b.c", "token-invalid");
        assertWrong("..", "token-invalid");
        assertWrong("a".repeat(5_000) + ".b.c", "token-too-long");
    }

    @Test
    void passwordsAreNoTokens() {
        assertThat(TokenCheck.isToken(token(key, _ -> {}))).isTrue();
        assertThat(TokenCheck.isToken("a.b.")).isTrue();
        for (String password : List.of("", "a", "a.b", "a.b.c.d", ".b.c", GeneratedPassword.next())) {
            assertThat(TokenCheck.isToken(password)).isFalse();
        }
    }

    private void assertWrong(String token, String why) {
        assertThat(check.check(token, "pump-1", Optional.empty())).isEqualTo(new Verdict.Wrong(why));
    }

    private TokenKey key(String name) {
        Path file = folder.resolve(name);
        TokenKey.makeIfMissing(file, "SETTING");
        return TokenKey.read(file, "SETTING");
    }

    private static String token(TokenKey key, Consumer<JwtClaims> change) {
        JwtClaims claims = claims();
        change.accept(claims);
        return signed("ES256", key.privateKey(), key.id(), claims);
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("oee-auth");
        claims.setAudience("mqtt");
        claims.setSubject("pump-1");
        claims.setStringClaim("clientid", "pump-1");
        claims.setIssuedAt(seconds(NOW));
        claims.setExpirationTime(seconds(NOW.plusSeconds(60)));
        return claims;
    }

    private static NumericDate seconds(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }

    private static String signed(String algorithm, Key key, String keyId, JwtClaims claims) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key);
        if (keyId != null) {
            signature.setKeyIdHeaderValue(keyId);
        }
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
