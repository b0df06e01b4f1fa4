package io.oeesuite.auth;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.httpaccess.Roles;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Until there are logins: whoever asks may do everything. */
@ApplicationScoped
class Everybody implements SecurityIdentityAugmentor {
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder(identity)
                        .setAnonymous(false)
                        .setPrincipal(() -> "tester")
                        .addRoles(Set.of(Roles.ENGINEER, Roles.ADMIN))
                        .build());
    }
}
