package io.oeesuite.httpaccess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The rules of a web site, before anything else: who may not ask at all, and the headers that browsers go by. */
@ApplicationScoped
class WebRules {
    private static final Logger LOG = Logger.getLogger(WebRules.class);

    /** Before CORS (300) and authentication (200). */
    private static final int FIRST = 400;

    private static final String PAGES =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'";
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

    /** Its own page has scripts and styles inline. */
    private static final String SWAGGER =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'self'; object-src 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    /** Asked by machines that watch the service, by whatever name, and of no use to a page. */
    private static final Set<String> WATCHED = Set.of("/q/health", "/q/metrics");

    private final Logins logins;
    private final PlainHttp plain;
    private final Challenge challenge;

    WebRules(Logins logins, PlainHttp plain, ObjectMapper json) {
        this.logins = logins;
        this.plain = plain;
        this.challenge = new Challenge(json);
    }

    void filters(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void failures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void check(RoutingContext context) {
        context.addHeadersEndHandler(ended -> addHeaders(context));
        Optional<AccessProblem> problem = plain.whyNot(
                        context.request().scheme(), context.request().path(), isWatched(context))
                .or(() -> whyNot(context));
        if (problem.isPresent()) {
            challenge.answer(context, problem.get());
            return;
        }
        context.next();
    }

    private Optional<AccessProblem> whyNot(RoutingContext context) {
        if (logins.areOn()) {
            return OwnSite.withLogins(context.request());
        }
        return isWatched(context) ? Optional.empty() : OwnSite.withoutLogins(context.request(), logins.host());
    }

    private static boolean isWatched(RoutingContext context) {
        String path = context.request().path();
        return WATCHED.stream().anyMatch(watched -> path.equals(watched) || path.startsWith(watched + "/"));
    }

    private static void addHeaders(RoutingContext context) {
        var headers = context.response().headers();
        String path = context.request().path();
        ALWAYS.forEach(headers::set);
        headers.set("Content-Security-Policy", policy(path));
        if ("https".equals(context.request().scheme()) && !isOnThisMachine(context)) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        if (isApi(path) && !headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** Browsers keep the rule for a name with all its ports: localhost has others, without TLS. */
    private static boolean isOnThisMachine(RoutingContext context) {
        return HostName.of(context.request()).filter(HostName::isLoopback).isPresent();
    }

    private static String policy(String path) {
        if (path.startsWith("/q/swagger-ui")) {
            return SWAGGER;
        }
        return isApi(path) || path.startsWith("/q/") ? DATA : PAGES;
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api/");
    }

    /** What goes wrong before a resource is asked. */
    private void answer(RoutingContext context) {
        switch (context.failure()) {
            case ProblemException known -> challenge.answer(context, known.problem());
            case OIDCException away -> {
                LOG.debugf(away, "The server that logs people in does not answer");
                challenge.answer(context, new AccessProblem.NoLogins());
            }
            case ForbiddenException _ ->
                challenge.answer(context, new AccessProblem.RoleNeeded(name(context), List.of(Roles.VIEWER)));
            case null, default -> context.next();
        }
    }

    private static String name(RoutingContext context) {
        if (context.user() instanceof QuarkusHttpUser user) {
            SecurityIdentity identity = user.getSecurityIdentity();
            return identity.getPrincipal().getName();
        }
        return "Whoever asks";
    }
}
