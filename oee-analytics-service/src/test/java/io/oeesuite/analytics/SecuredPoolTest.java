package io.oeesuite.analytics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.Completed;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.startup.tls.PostgresTls;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a PostgreSQL that takes mutual TLS only. */
class SecuredPoolTest {
    private static final String ANALYTICS = "analytics_OEE-PROCESSOR";
    private static final Vertx VERTX = Vertx.vertx();

    private static LocalStack stack;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStack.options().postgres().tls());
    }

    @AfterAll
    static void end() {
        stack.close();
        VERTX.close();
    }

    @Test
    void itsCertificateIsEnough() {
        try (Closing pool = pool(stack.environment(ANALYTICS))) {
            Row session = pool.ask("SELECT current_user, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
            assertThat(session.getString(0)).isEqualTo("oee");
            assertThat(session.getBoolean(1)).isTrue();
        }
    }

    @Test
    void withoutTlsOrUnderTheNameOfAnotherNobodyComesIn() {
        try (Closing plain = pool(stack.environment());
                Closing other = pool(stack.environment("alert_SENDER"))) {
            assertThatThrownBy(() -> plain.ask("SELECT 1")).hasMessageContaining("no encryption");
            assertThatThrownBy(() -> other.ask("SELECT 1")).hasMessageContaining("certificate authentication failed");
        }
    }

    @Test
    void aPostgresOfAnotherAuthorityIsNotBelieved() {
        Map<String, String> environment = new HashMap<>(stack.environment(ANALYTICS));
        environment.put(
                "POSTGRES_CA_CERTS", stack.certificates().stranger().authority().toString());
        try (Closing pool = pool(environment)) {
            assertThatThrownBy(() -> pool.ask("SELECT 1")).hasStackTraceContaining("SSL handshake failed");
        }
    }

    @Test
    void aChangedCertificateIsUsedByTheNextConnection() throws Exception {
        Map<String, String> environment = new HashMap<>(stack.environment(ANALYTICS));
        environment.put("POSTGRES_CERTFILE", folder.resolve("own.crt").toString());
        environment.put("POSTGRES_KEYFILE", folder.resolve("own.key").toString());
        replaceBy(ANALYTICS);
        try (Closing pool = pool(environment)) {
            pool.connect();

            replaceBy("alert_SENDER");

            assertThatThrownBy(pool::connect).hasMessageContaining("certificate authentication failed");
        }
    }

    private void replaceBy(String clientId) throws Exception {
        Certificates.Identity identity = stack.certificates().client(clientId);
        Files.copy(identity.key(), folder.resolve("own.key"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(identity.certificate(), folder.resolve("own.crt"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** As Quarkus would, from the settings of the service. */
    private static Closing pool(Map<String, String> environment) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(environment, "the environment", 300))
                .build();
        PgConnectOptions server = new PgConnectOptions()
                .setHost(environment.get("POSTGRES_HOST"))
                .setPort(Integer.parseInt(environment.get("POSTGRES_PORT")))
                .setDatabase(environment.get("POSTGRES_DB"))
                .setUser(environment.get("POSTGRES_USER"))
                .setPassword(environment.getOrDefault("POSTGRES_PASSWORD", ""));
        return new Closing(
                new SecuredPool(new PostgresTls(config)).pool(VERTX, new PoolOptions().setMaxSize(4), List.of(server)));
    }

    private record Closing(Pool pool) implements AutoCloseable {
        Row ask(String question) {
            return Completed.of(pool.query(question).execute().toCompletionStage())
                    .iterator()
                    .next();
        }

        /** A connection that is kept, so that the next is another. */
        void connect() {
            Completed.of(pool.getConnection().toCompletionStage());
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
