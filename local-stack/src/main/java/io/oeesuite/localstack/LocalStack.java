package io.oeesuite.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real servers on 127.0.0.1, each in a process of its own, from Maven artifacts. They end with {@link #close()}, with
 * this process's orderly end, and also when this process is killed.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().postgres())) {
 *     stack.kafkaBootstrap();
 * }
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String DATABASE = "oee";

    private final Path directory;
    private final boolean temporary;
    private final boolean tls;
    private final StackPorts ports;
    private final int passwordPort;
    private final Map<ServerKind, Server> servers = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::end, "local-stack-end");
    private Certificates certificates;
    private boolean ended;

    private LocalStack(StackOptions options) {
        this.temporary = options.directory().isEmpty();
        this.directory = options.directory().map(Path::toAbsolutePath).orElseGet(TemporaryFolder::create);
        this.tls = options.secure();
        this.ports = options.ports().chosen(options);
        Optional<Path> tlsCertificates = tls ? Optional.of(certificates().folder()) : Optional.empty();
        this.passwordPort = options.brokerAccess().passwords() ? FreePort.next() : 0;
        ServerSize size = options.fast() ? ServerSize.FAST : ServerSize.SMALL;
        if (options.servers().contains(ServerKind.KAFKA)) {
            servers.put(
                    ServerKind.KAFKA,
                    new KafkaServer(directory.resolve("kafka"), ports.kafka(), log("kafka"), size, tlsCertificates));
        }
        if (options.servers().contains(ServerKind.POSTGRES)) {
            servers.put(
                    ServerKind.POSTGRES,
                    new PostgresServer(
                            directory.resolve("postgres"),
                            ports.postgres(),
                            log("postgres"),
                            !temporary,
                            tlsCertificates));
        }
        if (options.servers().contains(ServerKind.BROKER)) {
            servers.put(
                    ServerKind.BROKER,
                    new BrokerServer(
                            directory.resolve("broker"),
                            certificates().folder(),
                            new BrokerServer.Listeners(
                                    ports.mqtt(), ports.mqttPlain(), ports.webSocket(), passwordPort),
                            options.brokerAccess(),
                            log("broker"),
                            size));
        }
        if (options.servers().contains(ServerKind.KEYCLOAK)) {
            servers.put(
                    ServerKind.KEYCLOAK,
                    new KeycloakServer(directory.resolve("keycloak"), ports.keycloak(), log("keycloak"), size));
        }
    }

    /** No server yet: say which. */
    public static StackOptions options() {
        return StackOptions.none();
    }

    /**
     * Starts the servers side by side and returns when all of them answer.
     *
     * @throws LocalStackException when one does not; none is left running then
     */
    public static LocalStack start(StackOptions options) {
        LocalStack stack = prepare(options);
        Runtime.getRuntime().addShutdownHook(stack.hook);
        try {
            stack.startAll();
        } catch (RuntimeException failed) {
            stack.close();
            throw failed;
        }
        return stack;
    }

    /** Nothing runs yet: for who wants to choose the order of the beginning, and of the end at this process's end. */
    public static LocalStack prepare(StackOptions options) {
        return new LocalStack(options);
    }

    /**
     * Starts those that do not run, side by side.
     *
     * @throws LocalStackException as soon as one does not answer; the others may be running then
     */
    public void startAll() {
        ServersSideBySide.start(servers.values(), Server::start);
    }

    public String kafkaBootstrap() {
        return ((KafkaServer) kafka()).bootstrap();
    }

    public String postgresHost() {
        return HOST;
    }

    public int postgresPort() {
        return ((PostgresServer) postgres()).port();
    }

    public String postgresDatabase() {
        return DATABASE;
    }

    public String postgresUser() {
        return DATABASE;
    }

    public String postgresPassword() {
        return ((PostgresServer) postgres()).password();
    }

    /** A name the broker's certificate is good for. */
    public String mqttHost() {
        return "localhost";
    }

    /** Mutual TLS. */
    public int mqttPort() {
        server(ServerKind.BROKER);
        return ports.mqtt();
    }

    /** Without TLS, where {@link StackOptions#plainListener} was asked for. */
    public int mqttPlainPort() {
        return asked(ports.mqttPlain(), "plain listener");
    }

    /** TLS without a client's certificate, where {@link StackOptions#passwordListener} was asked for. */
    public int mqttPasswordPort() {
        return asked(passwordPort, "password listener");
    }

    /** WebSocket over mutual TLS at {@code /mqtt}, where {@link StackOptions#webSocketListener} was asked for. */
    public int mqttWebSocketPort() {
        return asked(ports.webSocket(), "WebSocket listener");
    }

    /** The realm: who issues the tokens. */
    public String oidcUrl() {
        return ((KeycloakServer) keycloak()).realm();
    }

    /** Makes people and clients in the realm, once Keycloak runs. */
    public KeycloakAdmin keycloakAdmin() {
        return ((KeycloakServer) keycloak()).admin();
    }

    /** The authority of this stack, made when first asked for. */
    public synchronized Certificates certificates() {
        if (certificates == null) {
            certificates = Certificates.in(directory.resolve("certs"));
        }
        return certificates;
    }

    public Server kafka() {
        return server(ServerKind.KAFKA);
    }

    public Server postgres() {
        return server(ServerKind.POSTGRES);
    }

    public Server broker() {
        return server(ServerKind.BROKER);
    }

    public Server keycloak() {
        return server(ServerKind.KEYCLOAK);
    }

    /** Those that were asked for. */
    public List<Server> servers() {
        return List.copyOf(servers.values());
    }

    /** What tells a service of this suite where the servers are: {@code KAFKA_BOOTSTRAP_SERVERS} and so on. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        if (servers.containsKey(ServerKind.KAFKA)) {
            environment.put("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrap());
        }
        if (servers.containsKey(ServerKind.POSTGRES)) {
            environment.put("POSTGRES_HOST", postgresHost());
            environment.put("POSTGRES_PORT", String.valueOf(postgresPort()));
            environment.put("POSTGRES_DB", postgresDatabase());
            environment.put("POSTGRES_USER", postgresUser());
            environment.put("POSTGRES_PASSWORD", postgresPassword());
        }
        return environment;
    }

    /**
     * The same for the service that has the certificate of this name: with {@code KAFKA_USE_TLS}, {@code POSTGRES_USE_TLS} and the files where the stack has TLS;
     * PostgreSQL knows it by its certificate then, and there is no password.
     */
    public Map<String, String> environment(String clientId) {
        Map<String, String> environment = new LinkedHashMap<>(environment());
        if (tls && servers.containsKey(ServerKind.KAFKA)) {
            putTls(environment, "KAFKA", clientId);
        }
        if (tls && servers.containsKey(ServerKind.POSTGRES)) {
            environment.remove("POSTGRES_PASSWORD");
            putTls(environment, "POSTGRES", clientId);
        }
        return environment;
    }

    /** Settings of a Kafka client that has the certificate of this name, as {@code admin_OPS}; the certificate only where the stack has TLS. */
    public Map<String, Object> kafkaClient(String clientId) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("bootstrap.servers", kafkaBootstrap());
        if (tls) {
            Certificates.Identity identity = certificates().client(clientId);
            settings.put("security.protocol", "SSL");
            settings.put("ssl.keystore.type", "PEM");
            settings.put("ssl.keystore.certificate.chain", text(identity.certificate()));
            settings.put("ssl.keystore.key", text(identity.key()));
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.certificates", text(certificates().authority()));
        }
        return settings;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putTls(Map<String, String> environment, String server, String clientId) {
        Certificates.Identity identity = certificates().client(clientId);
        environment.put(server + "_USE_TLS", "true");
        environment.put(server + "_CA_CERTS", certificates().authority().toString());
        environment.put(server + "_CERTFILE", identity.certificate().toString());
        environment.put(server + "_KEYFILE", identity.key().toString());
    }

    /** The same for the broker, as the client of this id: {@code MQTT_BROKER_HOST}, its certificate, and so on. */
    public Map<String, String> mqttEnvironment(String clientId) {
        Certificates.Identity identity = certificates().client(clientId);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("MQTT_BROKER_HOST", mqttHost());
        environment.put("MQTT_BROKER_PORT", String.valueOf(mqttPort()));
        environment.put("MQTT_USE_TLS", "true");
        environment.put("MQTT_CA_CERTS", certificates().authority().toString());
        environment.put("MQTT_CERTFILE", identity.certificate().toString());
        environment.put("MQTT_KEYFILE", identity.key().toString());
        environment.put("MQTT_CLIENT_ID", clientId);
        return environment;
    }

    /** What makes a service ask for logins as this client of the realm, for example {@code oee-command}: {@code OEE_OIDC_URL} and so on. */
    public Map<String, String> oidcEnvironment(String client) {
        return Map.of(
                "OEE_OIDC_URL", oidcUrl(),
                "OEE_OIDC_CLIENT_ID", client,
                "OEE_OIDC_CLIENT_SECRET", ((KeycloakServer) keycloak()).clientSecret(client));
    }

    /** Ends all servers; a temporary folder is gone afterwards. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // then it is the hook itself that ends them
        }
    }

    private Server server(ServerKind kind) {
        Server server = servers.get(kind);
        if (server == null) {
            throw new IllegalStateException("This stack was started without " + kind);
        }
        return server;
    }

    private static int asked(int port, String what) {
        if (port == 0) {
            throw new IllegalStateException("This stack was started without a " + what);
        }
        return port;
    }

    private Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        // nobody needs the data of a temporary stack any more
        ServersSideBySide.each(servers.values(), temporary ? Server::kill : Server::stop);
        if (temporary) {
            TemporaryFolder.delete(directory);
        }
    }
}
