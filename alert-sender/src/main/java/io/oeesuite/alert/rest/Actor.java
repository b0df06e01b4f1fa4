package io.oeesuite.alert.rest;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/**
 * Who asks for a change. Until there are logins a header says so, and only programs of this machine are believed, and only when they ask directly: what a proxy
 * passes on, and what a page of another site makes a browser here send, comes from elsewhere.
 */
record Actor(String name) {
    static final String HEADER = "X-Actor";

    private static final int LONGEST = 100;
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final List<String> OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");
    /** What browsers say of requests of a page of this service, and of those that a person has typed. */
    private static final Set<String> OWN_FETCHES = Set.of("same-origin", "none");

    /** @throws ProblemException when nobody is named, or by somebody elsewhere */
    static Actor of(HttpServerRequest request) {
        if (!isFromHere(request)) {
            throw new ProblemException(new Problem.NotFromHere());
        }
        String name = request.getHeader(HEADER);
        if (name == null
                || name.isBlank()
                || name.strip().length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(new Problem.NoActor());
        }
        return new Actor(name.strip());
    }

    private static boolean isFromHere(HttpServerRequest request) {
        String host = request.authority() == null ? "" : request.authority().host();
        return isLoopback(request.remoteAddress())
                && isLoopback(request.localAddress())
                && OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null)
                && OWN_NAMES.contains(host)
                && isOwnFetch(request);
    }

    private static boolean isOwnFetch(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site == null || OWN_FETCHES.contains(site)) && (origin == null || isOwn(origin, request));
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equals(request.getHeader("Host"));
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }

    private static boolean isLoopback(SocketAddress address) {
        byte[] bytes = address == null || address.hostAddress() == null
                ? null
                : NetUtil.createByteArrayFromIpAddressString(address.hostAddress());
        try {
            return bytes != null && InetAddress.getByAddress(bytes).isLoopbackAddress();
        } catch (java.net.UnknownHostException noAddress) {
            return false;
        }
    }
}
