package io.oeesuite.httpaccess;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/**
 * Who asks as long as there are no logins: a header names the actor. For changes only requests count that come from this machine and have not been passed on by
 * somebody.
 */
final class LocalActor {
    private static final String ENCODED = "UTF-8''";
    private static final int LONGEST = 100;

    private LocalActor() {}

    /** What keeps a request from changing anything; empty for one of somebody here. */
    static Optional<AccessProblem> whyNot(HttpServerRequest request) {
        if (!isLocal(request)) {
            return Optional.of(
                    new AccessProblem.ActorUnknown(
                            "As long as there are no logins, changes are taken from this machine only: ask 127.0.0.1 or localhost, and directly."));
        }
        return name(request).isPresent()
                ? Optional.empty()
                : Optional.of(new AccessProblem.ActorUnknown(Caller.HEADER + " must name somebody in 1.." + LONGEST
                        + " characters, other than Latin ones as RFC 8187 says."));
    }

    /** {@link Caller#LOCAL} for whoever does not say; empty when the name cannot be one. */
    static Optional<String> name(HttpServerRequest request) {
        String given = request.getHeader(Caller.HEADER);
        return given == null
                ? Optional.of(Caller.LOCAL)
                : decoded(given)
                        .map(String::strip)
                        .filter(name -> !name.isEmpty() && name.length() <= LONGEST)
                        .filter(name -> name.chars().noneMatch(Character::isISOControl));
    }

    /** Browsers send Latin letters only; other names come as RFC 8187 writes them. */
    private static Optional<String> decoded(String header) {
        if (!header.startsWith(ENCODED)) {
            return Optional.of(header);
        }
        try {
            return Optional.of(
                    URLDecoder.decode(header.substring(ENCODED.length()).replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static boolean isLocal(HttpServerRequest request) {
        return !PassedOn.isSaidBy(request)
                && isLoopback(request.remoteAddress())
                && isLoopback(request.localAddress())
                && HostName.of(request).filter(HostName::isLoopback).isPresent();
    }

    private static boolean isLoopback(SocketAddress address) {
        byte[] bytes = address == null || address.hostAddress() == null
                ? null
                : NetUtil.createByteArrayFromIpAddressString(address.hostAddress());
        try {
            return bytes != null && InetAddress.getByAddress(bytes).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
