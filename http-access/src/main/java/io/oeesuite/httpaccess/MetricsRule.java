package io.oeesuite.httpaccess;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Metrics name the edge nodes of every site. Prometheus has no login and asks the service itself, at its plain port; where people come in, through a proxy or over TLS,
 * it takes a login that sees all sites.
 */
@ApplicationScoped
class MetricsRule implements HttpSecurityPolicy {
    private final Logins logins;

    MetricsRule(Logins logins) {
        this.logins = logins;
    }

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext authorization) {
        return !logins.areOn() || isAskedDirectly(context.request())
                ? CheckResult.permit()
                : identity.onItem().transform(MetricsRule::result);
    }

    private static boolean isAskedDirectly(HttpServerRequest request) {
        return !request.isSSL() && !PassedOn.isSaidBy(request);
    }

    private static CheckResult result(SecurityIdentity identity) {
        Optional<Caller> caller = Optional.ofNullable(identity.getAttribute(Caller.ATTRIBUTE));
        if (caller.filter(known -> known.has(Roles.VIEWER) && !known.sites().all())
                .isPresent()) {
            throw new ProblemException(
                    new AccessProblem.AllSitesNeeded(caller.get().name()));
        }
        return caller.filter(known -> known.has(Roles.VIEWER)).isPresent() ? CheckResult.PERMIT : CheckResult.DENY;
    }
}
