package io.oeesuite.auth.credential;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.oeesuite.auth.problem.Problem;
import io.oeesuite.startup.CheckedSettings;
import io.oeesuite.startup.InvalidSettings;

/** Issues tokens, and checks them; none of either where no key is set. */
@ApplicationScoped
public class Tokens implements CheckedSettings {
    private static final String KEY_SETTING = "OEE_AUTH_TOKEN_KEY_FILE";
    private static final String PREVIOUS_SETTING = "OEE_AUTH_TOKEN_PREVIOUS_KEY_FILE";

    private final CredentialConfig.TokenConfig config;
    private final Clock clock;
    private volatile List<TokenKey> keys = List.of();
    private volatile TokenCheck check;

    Tokens(CredentialConfig config, MeterRegistry meters, Clock clock) {
        this.config = config.token();
        this.clock = clock;
        this.check = checkWith(List.of());
        FunctionCounter.builder("oee.auth.token.signatures", this, tokens -> tokens.check.signatures())
                .description("Signatures of tokens that were checked; those of known tokens are not")
                .register(meters);
    }

    @Override
    public void checkSettings() {
        if (!config.validity().isPositive() || config.validity().compareTo(config.longestValidity()) > 0) {
            throw new InvalidSettings(
                    "OEE_AUTH_TOKEN_VALIDITY must be positive, and OEE_AUTH_TOKEN_LONGEST_VALIDITY no shorter than it.");
        }
        List<TokenKey> read = new ArrayList<>();
        config.keyFile().map(Path::toAbsolutePath).ifPresent(file -> {
            TokenKey.makeIfMissing(file, KEY_SETTING);
            read.add(TokenKey.read(file, KEY_SETTING));
        });
        config.previousKeyFile().ifPresent(file -> read.add(TokenKey.read(file, PREVIOUS_SETTING)));
        keys = List.copyOf(read);
        check = checkWith(keys);
    }

    /** Whether a password is a token by its form. */
    public static boolean isToken(String presented) {
        return TokenCheck.isToken(presented);
    }

    /** @param notBefore tokens issued earlier were withdrawn */
    public Verdict check(String token, String clientId, Optional<Instant> notBefore) {
        return check.check(token, clientId, notBefore);
    }

    NewToken issue(String clientId, Duration validity, Optional<Instant> notBefore) {
        if (config.keyFile().isEmpty()) {
            throw Problem.conflict(
                            "no-tokens",
                            "There are no tokens here",
                            "Set " + KEY_SETTING + " to the file of the key that is to sign them.")
                    .thrown();
        }
        Instant now = clock.instant();
        Instant issued = notBefore.filter(now::isBefore).orElse(now);
        NumericDate expires = NumericDate.fromSeconds(now.plus(validity).getEpochSecond());
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.issuer());
        claims.setAudience(config.audience());
        claims.setSubject(clientId);
        claims.setStringClaim("clientid", clientId);
        claims.setIssuedAt(NumericDate.fromSeconds(issued.getEpochSecond()));
        claims.setExpirationTime(expires);
        claims.setGeneratedJwtId();
        TokenKey key = keys.getFirst();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(key.id());
        signature.setHeader("typ", "JWT");
        signature.setKey(key.privateKey());
        signature.setPayload(claims.toJson());
        try {
            return new NewToken(
                    clientId, signature.getCompactSerialization(), Instant.ofEpochSecond(expires.getValue()));
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The public parts, the one that signs first. */
    List<TokenKey> keys() {
        return keys;
    }

    private TokenCheck checkWith(List<TokenKey> known) {
        return new TokenCheck(known, config.issuer(), config.audience(), clock);
    }
}
