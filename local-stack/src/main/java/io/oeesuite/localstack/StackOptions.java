package io.oeesuite.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which servers to start, where. Immutable; every method returns a changed copy.
 *
 * @param directory where the data lies and stays; without one, a temporary folder that goes when the stack is closed
 * @param secure Kafka and PostgreSQL take mutual TLS only
 * @param fast for benchmarks: more memory, full optimisation
 */
public record StackOptions(
        Set<ServerKind> servers,
        Optional<Path> directory,
        StackPorts ports,
        boolean plain,
        boolean webSocket,
        boolean secure,
        boolean fast,
        BrokerAccess brokerAccess) {

    /**
     * How the broker finds out who is who, beside certificates.
     *
     * @param passwords a TLS listener where a client's certificate may be missing
     * @param authService asked about devices and about clients without certificate
     * @param rolesToo and about roles with a certificate
     * @param secret shows auth-service that a broker asks; without it the broker takes {@code OEE_AUTH_BROKER_SECRET} of this process
     */
    record BrokerAccess(boolean passwords, Optional<URI> authService, boolean rolesToo, Optional<String> secret) {
        @Override
        public String toString() {
            return "BrokerAccess[passwords=" + passwords + ", authService=" + authService + ", rolesToo=" + rolesToo
                    + "]";
        }
    }

    public StackOptions {
        servers = Set.copyOf(servers);
    }

    static StackOptions none() {
        return new StackOptions(
                Set.of(),
                Optional.empty(),
                StackPorts.RANDOM,
                false,
                false,
                false,
                false,
                new BrokerAccess(false, Optional.empty(), false, Optional.empty()));
    }

    public StackOptions kafka() {
        return with(ServerKind.KAFKA);
    }

    public StackOptions postgres() {
        return with(ServerKind.POSTGRES);
    }

    /** The MQTT broker, with its mutual TLS listener. */
    public StackOptions broker() {
        return with(ServerKind.BROKER);
    }

    /** Keycloak with the realm of this suite; the class path must have {@code local-stack-keycloak}. */
    public StackOptions keycloak() {
        return with(ServerKind.KEYCLOAK);
    }

    /** The broker also listens without TLS; whoever connects there is believed its client id. */
    public StackOptions plainListener() {
        return new StackOptions(
                with(ServerKind.BROKER).servers, directory, ports, true, webSocket, secure, fast, brokerAccess);
    }

    /** The broker also listens for MQTT over WebSocket over mutual TLS. */
    public StackOptions webSocketListener() {
        return new StackOptions(
                with(ServerKind.BROKER).servers, directory, ports, plain, true, secure, fast, brokerAccess);
    }

    /**
     * Kafka and PostgreSQL take mutual TLS only: a service may do there what it must, by the name in its certificate, see {@link LocalStack#environment(String)};
     * {@code admin_OPS} may do everything.
     */
    public StackOptions tls() {
        return new StackOptions(servers, directory, ports, plain, webSocket, true, fast, brokerAccess);
    }

    /**
     * The broker also listens with TLS for clients that have no certificate and say a password to auth-service; without
     * {@link #authService} it lets none of them in.
     */
    public StackOptions passwordListener() {
        return withAccess(new BrokerAccess(true, brokerAccess.authService, brokerAccess.rolesToo, brokerAccess.secret));
    }

    /** The broker asks this auth-service about devices, which it then does not know by itself, and about clients without certificate. */
    public StackOptions authService(URI address) {
        return withAccess(new BrokerAccess(
                brokerAccess.passwords, Optional.of(address), brokerAccess.rolesToo, brokerAccess.secret));
    }

    /** The same about everybody who connects, as EMQX does: nobody new gets in while it is down. What roles may say and hear the broker still knows by itself. */
    public StackOptions authServiceForRolesToo(URI address) {
        return withAccess(new BrokerAccess(brokerAccess.passwords, Optional.of(address), true, brokerAccess.secret));
    }

    /** What the broker shows auth-service. */
    public StackOptions brokerSecret(String secret) {
        return withAccess(new BrokerAccess(
                brokerAccess.passwords, brokerAccess.authService, brokerAccess.rolesToo, Optional.of(secret)));
    }

    public StackOptions directory(Path folder) {
        return new StackOptions(servers, Optional.of(folder), ports, plain, webSocket, secure, fast, brokerAccess);
    }

    public StackOptions ports(StackPorts fixed) {
        return new StackOptions(servers, directory, fixed, plain, webSocket, secure, fast, brokerAccess);
    }

    public StackOptions forBenchmarks() {
        return new StackOptions(servers, directory, ports, plain, webSocket, secure, true, brokerAccess);
    }

    private StackOptions withAccess(BrokerAccess access) {
        return new StackOptions(
                with(ServerKind.BROKER).servers, directory, ports, plain, webSocket, secure, fast, access);
    }

    private StackOptions with(ServerKind kind) {
        Set<ServerKind> more = EnumSet.of(kind);
        more.addAll(servers);
        return new StackOptions(more, directory, ports, plain, webSocket, secure, fast, brokerAccess);
    }
}
