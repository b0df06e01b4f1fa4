package io.oeesuite.httpaccess;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.http.HttpServerRequest;

/** The name by which a request has reached this service, as its Host header says, without the port. */
record HostName(String name) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    HostName {
        name = name.toLowerCase(Locale.ROOT);
    }

    /** Empty where the request does not say. */
    static Optional<HostName> of(HttpServerRequest request) {
        return Optional.ofNullable(request.authority()).map(authority -> new HostName(authority.host()));
    }

    boolean isLoopback() {
        return LOOPBACK.contains(name);
    }

    /** Whether it is this machine, or the host that the service listens at. */
    boolean isOurs(String configured) {
        return isLoopback() || name.equals(new HostName(configured).name());
    }
}
