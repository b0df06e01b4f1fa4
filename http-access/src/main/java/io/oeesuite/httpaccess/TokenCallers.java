package io.oeesuite.httpaccess;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** Makes a caller of whoever has shown an access token or a session with one. The token's signature, issuer and expiry have been verified before. */
@ApplicationScoped
class TokenCallers implements SecurityIdentityAugmentor {
    private final LoginConfig config;

    TokenCallers(LoginConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
        if (token == null) {
            return Uni.createFrom().item(identity);
        }
        TokenClaims claims = new TokenClaims(plain(OidcCommonUtils.decodeJwtContent(token.getToken())));
        if (!claims.isMeantForUs(config.tokenType())) {
            return Uni.createFrom()
                    .failure(new AuthenticationFailedException(
                            "The token is no access token for " + TokenClaims.AUDIENCE + "."));
        }
        return claims.caller()
                .map(caller -> Uni.createFrom().item(CallerIdentity.of(caller, identity, claims.end())))
                .orElseGet(
                        () -> Uni.createFrom().failure(new AuthenticationFailedException("The token names nobody.")));
    }

    private static Map<String, Object> plain(JsonObject claims) {
        Map<String, Object> known = new HashMap<>(claims.getMap());
        known.values().removeIf(value -> value == null);
        return known;
    }
}
