package io.oeesuite.auth.credential;

import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/** Checks tokens: ES256 and nothing else, by one of our keys, for this audience, this client, and now. */
final class TokenCheck {
    private static final String CLIENT_ID = "clientid";
    private static final int LONGEST = 4_096;
    /** Some hundred bytes each. */
    private static final int REMEMBERED = 20_000;

    private final Map<String, Key> keys;
    private final String issuer;
    private final String audience;
    private final Clock clock;
    private final ProvenTokens proven = new ProvenTokens(REMEMBERED);
    private final LongAdder signatures = new LongAdder();

    TokenCheck(List<TokenKey> keys, String issuer, String audience, Clock clock) {
        this.keys = keys.stream()
                .collect(Collectors.toMap(TokenKey::id, key -> key.jwk().getKey(), (first, same) -> first));
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /** @param notBefore tokens issued earlier were withdrawn */
    Verdict check(String token, String clientId, Optional<Instant> notBefore) {
        if (token.length() > LONGEST) {
            return new Verdict.Wrong("token-too-long");
        }
        Optional<ProvenTokens.Content> known = proven.find(token);
        if (known.isPresent()) {
            return verdict(known.get(), clientId, notBefore);
        }
        try {
            signatures.increment();
            JwtClaims claims = consumer().processToClaims(token);
            String owner = claims.getSubject();
            if (!owner.equals(claims.getStringClaimValue(CLIENT_ID))) {
                return new Verdict.Wrong("token-of-another-client");
            }
            var content = new ProvenTokens.Content(
                    owner,
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
            proven.add(token, content);
            return verdict(content, clientId, notBefore);
        } catch (InvalidJwtException invalid) {
            return new Verdict.Wrong(invalid.hasErrorCode(ErrorCodes.EXPIRED) ? "token-expired" : "token-invalid");
        } catch (MalformedClaimException malformed) {
            return new Verdict.Wrong("token-invalid");
        }
    }

    /** What may have changed since the signature was checked. */
    private Verdict verdict(ProvenTokens.Content content, String clientId, Optional<Instant> notBefore) {
        if (!clock.instant().isBefore(content.expires())) {
            return new Verdict.Wrong("token-expired");
        }
        if (!clientId.equals(content.clientId())) {
            return new Verdict.Wrong("token-of-another-client");
        }
        if (notBefore.filter(content.issued()::isBefore).isPresent()) {
            return new Verdict.Wrong("token-withdrawn");
        }
        return new Verdict.Right(Optional.of(content.expires()));
    }

    /** How many signatures were checked. */
    double signatures() {
        return signatures.doubleValue();
    }

    /** It looks like one: three parts, where passwords of this service have no dots. */
    static boolean isToken(String presented) {
        int first = presented.indexOf('.');
        int last = presented.lastIndexOf('.');
        return first > 0 && last > first && presented.indexOf('.', first + 1) == last;
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                .setVerificationKeyResolver((signature, _) -> {
                    Key key = keys.get(signature.getKeyIdHeaderValue());
                    if (key == null) {
                        throw new UnresolvableKeyException("no such key");
                    }
                    return key;
                })
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }
}
