package io.oeesuite.httpaccess;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.http.HttpServerRequest;

/**
 * Keeps pages of other sites out, which a browser may show: they must not change anything in the name of whoever sits there, and by a host name of theirs that leads to
 * this machine they must not read. Whoever is no browser sends none of these headers and is not held up.
 */
final class OwnSite {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> FROM_OUR_PAGE = Set.of("same-origin", "none");
    private static final String JSON = "application/json";
    private static final Set<Integer> USUAL_PORTS = Set.of(-1, 80, 443);
    private static final String SESSION_COOKIE = "q_session";

    private OwnSite() {}

    /** Without logins: everybody here may do everything, so that a browser must not be made to ask. */
    static Optional<AccessProblem> withoutLogins(HttpServerRequest request, String configuredHost) {
        if (HostName.of(request).filter(host -> host.isOurs(configuredHost)).isEmpty()) {
            return Optional.of(new AccessProblem.ForeignHost(String.valueOf(request.getHeader("Host"))));
        }
        if (isReading(request)) {
            return Optional.empty();
        }
        return pageOrBody(request).or(() -> LocalActor.whyNot(request));
    }

    /**
     * With logins: a browser adds the cookie of its session and the certificate it was given to whatever a page asks, of any site. Only {@code Authorization} is never
     * added by itself. A session's requests must say where they come from; a program with a certificate has no page and need not.
     */
    static Optional<AccessProblem> withLogins(HttpServerRequest request) {
        if (isReading(request) || request.getHeader("Authorization") != null) {
            return Optional.empty();
        }
        if (!isFromOurPage(request)) {
            return Optional.of(new AccessProblem.ForeignPage());
        }
        if (!hasSession(request)) {
            return Optional.empty();
        }
        boolean saysNothing = request.getHeader("Sec-Fetch-Site") == null && request.getHeader("Origin") == null;
        return saysNothing ? Optional.of(new AccessProblem.ForeignPage()) : pageOrBody(request);
    }

    private static boolean hasSession(HttpServerRequest request) {
        return request.cookies().stream().anyMatch(cookie -> cookie.getName().startsWith(SESSION_COOKIE));
    }

    private static boolean isReading(HttpServerRequest request) {
        return READING.contains(request.method().name());
    }

    private static Optional<AccessProblem> pageOrBody(HttpServerRequest request) {
        if (!isFromOurPage(request)) {
            return Optional.of(new AccessProblem.ForeignPage());
        }
        return hasBody(request) && !isJson(request) ? Optional.of(new AccessProblem.NotJson()) : Optional.empty();
    }

    private static boolean isFromOurPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site == null || FROM_OUR_PAGE.contains(site)) && (origin == null || isOwn(origin, request));
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        try {
            URI page = URI.create(origin);
            return page.getHost() != null
                    && new HostName(page.getHost()).equals(HostName.of(request).orElse(null))
                    && isSamePort(page.getPort(), request.authority().port());
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** Behind a proxy that ends TLS the scheme is another one: nothing said, 80 and 443 are all the usual port. */
    private static boolean isSamePort(int one, int other) {
        return one == other || USUAL_PORTS.contains(one) && USUAL_PORTS.contains(other);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }

    private static boolean isJson(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Content-Type"))
                .map(type -> type.split(";", 2)[0].strip())
                .filter(JSON::equalsIgnoreCase)
                .isPresent();
    }
}
