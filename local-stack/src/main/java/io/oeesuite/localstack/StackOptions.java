package io.oeesuite.localstack;

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
        boolean fast) {

    public StackOptions {
        servers = Set.copyOf(servers);
    }

    static StackOptions none() {
        return new StackOptions(Set.of(), Optional.empty(), StackPorts.RANDOM, false, false, false, false);
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
        return new StackOptions(with(ServerKind.BROKER).servers, directory, ports, true, webSocket, secure, fast);
    }

    /** The broker also listens for MQTT over WebSocket over mutual TLS. */
    public StackOptions webSocketListener() {
        return new StackOptions(with(ServerKind.BROKER).servers, directory, ports, plain, true, secure, fast);
    }

    /**
     * Kafka and PostgreSQL take mutual TLS only: a service may do there what it must, by the name in its certificate, see {@link LocalStack#environment(String)};
     * {@code admin_OPS} may do everything.
     */
    public StackOptions tls() {
        return new StackOptions(servers, directory, ports, plain, webSocket, true, fast);
    }

    public StackOptions directory(Path folder) {
        return new StackOptions(servers, Optional.of(folder), ports, plain, webSocket, secure, fast);
    }

    public StackOptions ports(StackPorts fixed) {
        return new StackOptions(servers, directory, fixed, plain, webSocket, secure, fast);
    }

    public StackOptions forBenchmarks() {
        return new StackOptions(servers, directory, ports, plain, webSocket, secure, true);
    }

    private StackOptions with(ServerKind kind) {
        Set<ServerKind> more = EnumSet.of(kind);
        more.addAll(servers);
        return new StackOptions(more, directory, ports, plain, webSocket, secure, fast);
    }
}
