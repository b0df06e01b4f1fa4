package io.oeesuite.httpaccess;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;

/** Tells who asks the request that is being answered. */
@ApplicationScoped
public class Callers {
    private final SecurityIdentity identity;

    Callers(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * Whoever asks now; to be called on the thread of the request, before anything asynchronous.
     *
     * @throws UnauthorizedException when nobody knows
     */
    public Caller current() {
        Caller caller = identity.getAttribute(Caller.ATTRIBUTE);
        if (caller == null) {
            throw new UnauthorizedException("There is no login.");
        }
        return caller;
    }
}
