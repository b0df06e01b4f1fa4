package io.oeesuite.httpaccess;

import java.util.Map;
import java.util.Set;

import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** A caller as the framework wants it. */
final class CallerIdentity {
    private CallerIdentity() {}

    static SecurityIdentity of(Caller caller) {
        return of(caller, Set.of(), Map.of());
    }

    /** Keeps of a login what its session needs; its roles are those of the caller. */
    static SecurityIdentity of(Caller caller, SecurityIdentity login) {
        return of(caller, login.getCredentials(), login.getAttributes());
    }

    private static SecurityIdentity of(Caller caller, Set<Credential> credentials, Map<String, Object> attributes) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(caller.roles())
                .addCredentials(credentials)
                .addAttributes(attributes)
                .addAttribute(Caller.ATTRIBUTE, caller)
                .build();
    }
}
