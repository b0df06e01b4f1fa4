package io.oeesuite.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresServerTest {

    @TempDir
    Path folder;

    private LocalStack stack;

    @BeforeEach
    void start() {
        stack = LocalStack.start(LocalStack.options().postgres().directory(folder));
    }

    @AfterEach
    void end() {
        stack.close();
    }

    @Test
    void keepsItsPortAndItsRowsOverStopAndKill() throws SQLException {
        execute("CREATE TABLE facts (value text)");
        execute("INSERT INTO facts VALUES ('one')");

        stack.postgres().stop();
        assertThat(stack.postgres().isRunning()).isFalse();
        stack.postgres().start();
        execute("INSERT INTO facts VALUES ('two')");

        stack.postgres().kill();
        assertThat(stack.postgres().isRunning()).isFalse();
        stack.postgres().start();

        assertThat(query("SELECT string_agg(value, ' ' ORDER BY value) FROM facts"))
                .isEqualTo("one two");
        assertThat(query("SHOW server_version")).startsWith("18");
    }

    @Test
    void asksForTheGeneratedPasswordThatOnlyTheOwnerCanRead() throws Exception {
        assertThatThrownBy(() -> DriverManager.getConnection(url(), "oee", "oee"))
                .hasMessageContaining("password");
        assertThatThrownBy(() -> DriverManager.getConnection(url(), "postgres", ""))
                .hasMessageContaining("password");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("postgres").resolve("password"))))
                .isEqualTo("rw-------");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), stack.postgresUser(), stack.postgresPassword());
    }

    private String url() {
        return "jdbc:postgresql://" + stack.postgresHost() + ":" + stack.postgresPort() + "/"
                + stack.postgresDatabase();
    }
}
