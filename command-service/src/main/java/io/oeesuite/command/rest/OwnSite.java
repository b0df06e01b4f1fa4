package io.oeesuite.command.rest;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.core.http.HttpServerRequest;

/**
 * Keeps pages of other sites out, which a browser on this machine may show: they must not command, and by a host name of theirs that leads here they must not read. Whoever
 * is no browser sends none of these headers and is not held up.
 */
class OwnSite {
    private static final Set<String> FROM_OUR_PAGE = Set.of("same-origin", "none");
    private static final String JSON = "application/json";

    private final String configuredHost;

    OwnSite(@ConfigProperty(name = "quarkus.http.host") String configuredHost) {
        this.configuredHost = configuredHost;
    }

    @ServerRequestFilter(preMatching = true)
    void check(ContainerRequestContext request, HttpServerRequest http) {
        if (HostName.of(http).filter(host -> host.isOurs(configuredHost)).isEmpty()) {
            throw new ProblemException(new Problem.ForeignHost(String.valueOf(http.getHeader("Host"))));
        }
        if (!request.getMethod().equals("POST")) {
            return;
        }
        if (!isFromOurPage(http)) {
            throw new ProblemException(new Problem.ForeignPage());
        }
        if (hasBody(http) && !isJson(http)) {
            throw new ProblemException(new Problem.NotJson());
        }
    }

    private static boolean isFromOurPage(HttpServerRequest http) {
        String site = http.getHeader("Sec-Fetch-Site");
        String origin = http.getHeader("Origin");
        return (site == null || FROM_OUR_PAGE.contains(site)) && (origin == null || isOwn(origin, http));
    }

    private static boolean isOwn(String origin, HttpServerRequest http) {
        try {
            URI page = URI.create(origin);
            return page.getHost() != null
                    && new HostName(page.getHost()).equals(HostName.of(http).orElse(null))
                    && port(page.getPort(), page.getScheme())
                            == port(http.authority().port(), http.scheme());
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static int port(int given, String scheme) {
        return given > 0 ? given : "https".equals(scheme) ? 443 : 80;
    }

    private static boolean hasBody(HttpServerRequest http) {
        String length = http.getHeader("Content-Length");
        return http.getHeader("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }

    private static boolean isJson(HttpServerRequest http) {
        return Optional.ofNullable(http.getHeader("Content-Type"))
                .map(type -> type.split(";", 2)[0].strip())
                .filter(JSON::equalsIgnoreCase)
                .isPresent();
    }
}
