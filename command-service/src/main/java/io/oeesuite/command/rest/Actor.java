package io.oeesuite.command.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
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

    /** Who asks on this machine and does not say. */
    private static final String LOCAL = "local";

    private static final int LONGEST = 100;

    /** @throws ProblemException when nobody knows */
    String of(HttpServerRequest request) {
        if (!isLocal(request)) {
            throw new ProblemException(
                    new Problem.ActorUnknown(
                            "As long as there is no login, commands are taken from this machine only: ask 127.0.0.1 or localhost, and directly."));
        }
        String name = Optional.ofNullable(request.getHeader(HEADER))
                .map(String::strip)
                .orElse(LOCAL);
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(
                    new Problem.ActorUnknown(HEADER + " must name somebody in 1.." + LONGEST + " characters."));
        }
        if (name.equals(Actors.INGEST)) {
            throw new ProblemException(new Problem.ActorUnknown("\"" + name + "\" is not a person."));
        }
        return name;
    }

    /** The same, where it matters that somebody has said who. */
    String named(HttpServerRequest request) {
        String name = of(request);
        if (request.getHeader(HEADER) == null) {
            throw new ProblemException(new Problem.ActorUnknown("Say who you are in the header " + HEADER + "."));
        }
        return name;
    }

    /** A page of another site that a browser here shows comes by another host name, if at all. */
    private static boolean isLocal(HttpServerRequest request) {
        boolean passedOn = request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null;
        String host = request.authority() == null ? "" : request.authority().host();
        return !passedOn
                && isLoopback(request.remoteAddress())
                && isLoopback(request.localAddress())
                && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]") || host.equals("::1"));
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
