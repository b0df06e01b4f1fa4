package io.oeesuite.httpaccess;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.SecurityIdentity;

/** Tells who asks the request that is being answered. */
@ApplicationScoped
public class Callers {
    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Whoever asks now; to be called on the thread of the request. */
    public Caller current() {
        return new Caller(identity.getPrincipal().getName(), identity.getRoles(), Sites.ALL);
    }
}
