package io.oeesuite.startup.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.startup.KafkaClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** Kafka and PostgreSQL that take mutual TLS only, reached by the settings of a service. */
class TlsServersTest {
    private static final String ADMIN = "admin_OPS";
    private static final String ANALYTICS = "analytics_OEE-PROCESSOR";
    private static final String ALERTS = "alert_SENDER";
    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    private static LocalStack stack;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStack.options().kafka().postgres().tls());
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    void kafkaKnowsAClientByItsCertificate() throws Exception {
        createTopic(stack.environment(ADMIN));

        assertThatThrownBy(() -> createTopic(stack.environment(ANALYTICS)))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void kafkaRefusesPlaintext() {
        Map<String, Object> impatient = Map.of("default.api.timeout.ms", "3000", "request.timeout.ms", "1500");

        try (Admin admin = admin(stack.environment(), impatient)) {
            assertThatThrownBy(() -> createTopic(admin)).hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void kafkaRefusesWhoHasNoCertificateOrThatOfAnotherAuthority() {
        assertThatThrownBy(() -> createTopic(withoutCertificate())).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> createTopic(withStrangersCertificate())).isInstanceOf(ExecutionException.class);
    }

    @Test
    void aKafkaOfAnotherAuthorityIsNotBelieved() {
        assertThatThrownBy(() -> createTopic(withStrangersAuthority()))
                .hasCauseInstanceOf(SslAuthenticationException.class)
                .hasStackTraceContaining("PKIX path");
    }

    @Test
    void aChangedCertificateIsUsedByTheNextConnectionToKafka() throws Exception {
        Map<String, String> environment = copied(ADMIN);
        try (Admin admin = admin(environment, Map.of("connections.max.idle.ms", "1500"))) {
            createTopic(admin);

            replaceBy(ALERTS);

            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(catchThrowable(() -> createTopic(admin)))
                            .hasCauseInstanceOf(TopicAuthorizationException.class));
        }
    }

    @Test
    void postgresKnowsAServiceByItsCertificateAndAsksForNoPassword() throws SQLException {
        try (Connection connection = connect(stack.environment(ANALYTICS));
                var answer = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT current_user, version, client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getString(1)).isEqualTo("oee");
            assertThat(answer.getString(2)).isEqualTo("TLSv1.3");
            assertThat(answer.getString(3)).contains("CN=" + ANALYTICS);
        }
    }

    @Test
    void postgresRefusesPlaintextAndThePassword() {
        String url = "jdbc:postgresql://127.0.0.1:" + stack.postgresPort() + "/oee?sslmode=disable";

        assertThatThrownBy(() -> DriverManager.getConnection(url, "oee", stack.postgresPassword()))
                .hasMessageContaining("no encryption");
        assertThatThrownBy(() -> connect(stack.environment())).isInstanceOf(SQLException.class);
    }

    @Test
    void postgresRefusesWhoIsNotToBeThere() {
        assertThatThrownBy(() -> connect(stack.environment(ALERTS)))
                .hasMessageContaining("certificate authentication failed");
        assertThatThrownBy(() -> connect(withoutCertificate())).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connect(withStrangersCertificate())).isInstanceOf(SQLException.class);
    }

    @Test
    void aPostgresOfAnotherAuthorityIsNotBelieved() {
        assertThatThrownBy(() -> connect(withStrangersAuthority())).hasStackTraceContaining("PKIX path");
    }

    @Test
    void aChangedCertificateIsUsedByTheNextConnectionToPostgres() throws Exception {
        Map<String, String> environment = copied(ANALYTICS);
        connect(environment).close();

        replaceBy(ALERTS);

        assertThatThrownBy(() -> connect(environment)).hasMessageContaining("certificate authentication failed");
    }

    @Test
    void serversUnderAnotherNameAreNotBelieved() throws Exception {
        try (LocalStack elsewhere =
                LocalStack.prepare(LocalStack.options().kafka().postgres().tls())) {
            elsewhere.certificates().renameServer("DNS:elsewhere.example");
            elsewhere.startAll();

            assertThatThrownBy(() -> createTopic(elsewhere.environment(ADMIN)))
                    .hasCauseInstanceOf(SslAuthenticationException.class)
                    .hasStackTraceContaining("No subject alternative names");
            assertThatThrownBy(() -> connect(elsewhere.environment(ANALYTICS)))
                    .hasStackTraceContaining("No subject alternative names");
        }
    }

    private static void createTopic(Map<String, String> environment) throws Exception {
        try (Admin admin = admin(environment, Map.of())) {
            createTopic(admin);
        }
    }

    private static void createTopic(Admin admin) throws Exception {
        admin.createTopics(List.of(new NewTopic(UUID.randomUUID().toString(), 1, (short) 1)))
                .all()
                .get();
    }

    /** As a service would, from its environment. */
    private static Admin admin(Map<String, String> environment, Map<String, Object> more) {
        Map<String, String> given = new HashMap<>(environment);
        given.put("kafka.bootstrap.servers", environment.get("KAFKA_BOOTSTRAP_SERVERS"));
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", environment.get("KAFKA_BOOTSTRAP_SERVERS"));
        settings.put("default.api.timeout.ms", "30000");
        settings.put("request.timeout.ms", "10000");
        derived(given).forEach((name, value) -> settings.put(name.replaceFirst("^kafka[.]", ""), value));
        return new KafkaClients(settings).admin(more);
    }

    /** As the driver is told to by a service's settings. */
    private static Connection connect(Map<String, String> environment) throws SQLException {
        Map<String, String> given = new HashMap<>(environment);
        String url = "jdbc:postgresql://127.0.0.1:" + environment.get("POSTGRES_PORT") + "/oee?connectTimeout=5";
        given.put("quarkus.datasource.jdbc.url", url);
        Properties properties = new Properties();
        properties.setProperty("user", environment.get("POSTGRES_USER"));
        properties.setProperty("password", environment.getOrDefault("POSTGRES_PASSWORD", ""));
        derived(given).forEach((name, value) -> properties.setProperty(name.substring(JDBC.length()), value));
        return DriverManager.getConnection(url, properties);
    }

    private static Map<String, String> derived(Map<String, String> given) {
        return TransportSettings.derived(name -> Optional.ofNullable(given.get(name)));
    }

    private static Map<String, String> withoutCertificate() {
        Map<String, String> environment = new HashMap<>(stack.environment(ADMIN));
        environment.keySet().removeIf(name -> name.endsWith("_CERTFILE") || name.endsWith("_KEYFILE"));
        return environment;
    }

    private static Map<String, String> withStrangersCertificate() {
        Certificates.Identity stranger = stack.certificates().stranger().client(ADMIN);
        return with(stack.environment(ADMIN), stranger.certificate(), stranger.key());
    }

    private static Map<String, String> withStrangersAuthority() {
        Map<String, String> environment = new HashMap<>(stack.environment(ADMIN));
        String authority = stack.certificates().stranger().authority().toString();
        environment.replaceAll((name, value) -> name.endsWith("_CA_CERTS") ? authority : value);
        return environment;
    }

    private Map<String, String> copied(String clientId) throws Exception {
        replaceBy(clientId);
        return with(stack.environment(clientId), folder.resolve("own.crt"), folder.resolve("own.key"));
    }

    private void replaceBy(String clientId) throws Exception {
        Certificates.Identity identity = stack.certificates().client(clientId);
        Files.copy(identity.key(), folder.resolve("own.key"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(identity.certificate(), folder.resolve("own.crt"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, String> with(Map<String, String> environment, Path certificate, Path key) {
        Map<String, String> changed = new HashMap<>(environment);
        for (String prefix : List.of("KAFKA", "POSTGRES")) {
            changed.put(prefix + "_CERTFILE", certificate.toString());
            changed.put(prefix + "_KEYFILE", key.toString());
        }
        return changed;
    }
}
