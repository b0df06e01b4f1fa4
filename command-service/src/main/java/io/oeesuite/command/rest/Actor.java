package io.oeesuite.command.rest;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.oeesuite.command.commanding.Actors;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/**
 * Who asks. There is no login yet: a header names the actor, and only for requests that come from this machine and have not been passed on by somebody.
 */
@ApplicationScoped
class Actor {
    static final String HEADER = "X-Actor";

    /** What proxies add; one that adds none of them, on this machine, looks like somebody here. */
    private static final List<String> PASSED_ON = List.of(
            "Forwarded",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Server",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP");

    private static final String ENCODED = "UTF-8''";
    private static final int LONGEST = 100;

    /** @throws ProblemException when nobody knows */
    String of(HttpServerRequest request) {
        if (!isLocal(request)) {
            throw new ProblemException(
                    new Problem.ActorUnknown(
                            "As long as there is no login, commands are taken from this machine only: ask 127.0.0.1 or localhost, and directly."));
        }
        String name = Optional.ofNullable(request.getHeader(HEADER))
                .map(Actor::decoded)
                .map(String::strip)
                .orElse(Actors.LOCAL);
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(
                    new Problem.ActorUnknown(HEADER + " must name somebody in 1.." + LONGEST + " characters."));
        }
        if (Actors.same(name, Actors.INGEST)) {
            throw new ProblemException(new Problem.ActorUnknown("\"" + name + "\" is not a person."));
        }
        return name;
    }

    /** The same, where it matters that somebody has said who. */
    String named(HttpServerRequest request) {
        String name = of(request);
        if (Actors.same(name, Actors.LOCAL)) {
            throw new ProblemException(new Problem.ActorUnknown("Say who you are in the header " + HEADER + "."));
        }
        return name;
    }

    /** Browsers send Latin letters only; other names come as RFC 8187 writes them. */
    private static String decoded(String header) {
        if (!header.startsWith(ENCODED)) {
            return header;
        }
        try {
            return URLDecoder.decode(header.substring(ENCODED.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new ProblemException(new Problem.ActorUnknown(HEADER + " is not encoded as RFC 8187 says."));
        }
    }

    private static boolean isLocal(HttpServerRequest request) {
        return PASSED_ON.stream().noneMatch(header -> request.getHeader(header) != null)
                && isLoopback(request.remoteAddress())
                && isLoopback(request.localAddress())
                && HostName.of(request).filter(HostName::isLoopback).isPresent();
    }

    private static boolean isLoopback(SocketAddress address) {
        try {
            return address != null
                    && address.hostAddress() != null
                    && InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException never) {
            return false;
        }
    }
}
