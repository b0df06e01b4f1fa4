package io.oeesuite.httpaccess;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** A caller as the framework wants it. */
final class CallerIdentity {
    /** When what was shown ends. */
    private static final String END = "io.oeesuite.login-end";

    private CallerIdentity() {}

    /** Whoever needs no login. */
    static SecurityIdentity of(Caller caller) {
        return of(caller, Set.of(), Map.of());
    }

    /** @param end of the certificate that was shown */
    static SecurityIdentity of(Caller caller, Instant end) {
        return of(caller, Set.of(), Map.of(END, end));
    }

    /**
     * Keeps of a login what its session needs; its roles are those of the caller.
     *
     * @param end of the access token
     */
    static SecurityIdentity of(Caller caller, SecurityIdentity login, Instant end) {
        Map<String, Object> attributes = new HashMap<>(login.getAttributes());
        attributes.put(END, end);
        return of(caller, login.getCredentials(), attributes);
    }

    /** Until when roles and sites are as they were shown; empty where there are no logins. */
    static Optional<Instant> end(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(END));
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
