package io.oeesuite.httpaccess;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;

/** Tells who asks the request that is being answered. */
@ApplicationScoped
public class Callers {
    private final SecurityIdentity identity;
    private final Clock clock;

    Callers(SecurityIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
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

    /**
     * The same for what concerns all sites at once.
     *
     * @throws ProblemException when some site is not the caller's
     */
    public Caller currentOfAllSites() {
        Caller caller = current();
        if (!caller.sites().all()) {
            throw new ProblemException(new AccessProblem.AllSitesNeeded(caller.name()));
        }
        return caller;
    }

    /**
     * The stream, until what was shown for it (token, session, certificate) ends: whoever may go on comes again, with the roles and sites of then. To be called on the
     * thread of the request.
     */
    public <T> Multi<T> whileLoggedIn(Multi<T> stream) {
        return CallerIdentity.end(identity)
                .map(end -> Duration.between(clock.instant(), end))
                .map(left -> Limited.to(left, stream))
                .orElse(stream);
    }
}
