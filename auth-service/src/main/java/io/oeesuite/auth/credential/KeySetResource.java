package io.oeesuite.auth.credential;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;

/** The public keys by which anybody can check tokens, as RFC 7517 writes them. */
@Path("/.well-known/jwks.json")
@Tag(name = "Credentials")
@PermitAll
class KeySetResource {
    private final Tokens tokens;

    KeySetResource(Tokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Public keys of tokens, the one that signs first")
    public String keys() {
        return new JsonWebKeySet(tokens.keys().stream().map(TokenKey::jwk).toList())
                .toJson(OutputControlLevel.PUBLIC_ONLY);
    }
}
