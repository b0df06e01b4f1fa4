package io.oeesuite.k8s.monitoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.oeesuite.k8s.Repository;
import io.oeesuite.localstack.LocalStack;

import static org.assertj.core.api.Assertions.assertThat;

/** The queries of the OEE dashboard, in a real PostgreSQL with the schema of oee-analytics-service and two hours of one machine. */
class OeeQueriesTest {
    private static final long FROM_MS = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
    private static final long HOUR_MS = 3_600_000;
    private static final String MACHINE = "P/edge_L1/FILLER";

    private static LocalStack stack;
    private static Connection database;

    @BeforeAll
    static void fill() throws Exception {
        stack = LocalStack.start(LocalStack.options().postgres());
        database = DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(stack.postgresHost(), stack.postgresPort(), stack.postgresDatabase()),
                stack.postgresUser(),
                stack.postgresPassword());
        try (Statement statement = database.createStatement();
                Stream<Path> files = Files.list(
                        Repository.folder().resolve("oee-analytics-service/src/main/resources/db/migration"))) {
            for (Path file : files.sorted().toList()) {
                statement.execute(Files.readString(file));
            }
            statement.execute("INSERT INTO machine (equipment, online, since_ms, bucket, reason) VALUES ('" + MACHINE
                    + "', true, " + FROM_MS + ", 7, '')");
            statement.execute(
                    "SELECT add_month('oee_result', " + FROM_MS + "), add_month('ledger_interval', " + FROM_MS + ")");
            // first published with 30 minutes of running, then corrected: 45 running, 15 down; 90 items of 25 s, 9
            // rejected; the next hour 60 minutes down
            statement.execute(result(1, FROM_MS, 30, 30, 90, 9));
            statement.execute(result(2, FROM_MS, 15, 45, 90, 9));
            statement.execute(result(1, FROM_MS + HOUR_MS, 60, 0, 0, 0));
            statement.execute(
                    "INSERT INTO ledger_interval SELECT id, %1$d, %1$d + 900000, %1$d, 0, 9, 1, 5, true, true, 'jam', '', '' FROM machine"
                            .formatted(FROM_MS));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        stack.close();
    }

    @TestFactory
    Stream<DynamicTest> areAnsweredWithRows() {
        return Dashboard.all().stream()
                .filter(dashboard -> dashboard.file().equals("oee.json"))
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> Rules.maps(panel.get("targets"))
                        .map(target -> DynamicTest.dynamicTest(
                                panel.get("title") + "",
                                () -> assertThat(rows((String) target.get("rawSql")))
                                        .isNotEmpty())));
    }

    @Test
    void giveTheFiguresOfTheNewestVersions() throws Exception {
        // 45 of 120 minutes; 90 items of 25 s in 45 minutes; 81 of 90 good
        assertThat(figure("Availability")).isEqualTo(45 / 120d);
        assertThat(figure("Performance")).isEqualTo(90 * 25 / (45 * 60d));
        assertThat(figure("Quality")).isEqualTo(81 / 90d);
        assertThat(figure("OEE")).isEqualTo(81 * 25 / (120 * 60d));
    }

    private static String result(int version, long startMs, long downMin, long runMin, long total, long reject) {
        return """
                INSERT INTO oee_result SELECT id, %d, %d, %d, 0, 0, 0, 0, 0, 0, 0, 0, %d, 0, %d, %d, %d, 0, %d, %d, 0, 2, 1, true, true FROM machine
                """.formatted(
                        version,
                        startMs,
                        startMs + HOUR_MS,
                        downMin * 60_000,
                        runMin * 60_000,
                        total,
                        reject,
                        total * 25_000,
                        (total - reject) * 25_000);
    }

    private static double figure(String title) throws Exception {
        String query = Dashboard.all().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .filter(panel -> title.equals(panel.get("title")) && "gauge".equals(panel.get("type")))
                .flatMap(panel -> Rules.maps(panel.get("targets")))
                .map(target -> (String) target.get("rawSql"))
                .findFirst()
                .orElseThrow();
        return ((Number) rows(query).getFirst().get("value")).doubleValue();
    }

    /** What Grafana would send: its macros and variables replaced. */
    private static List<Map<String, Object>> rows(String query) throws Exception {
        String sql = query.replace("$__unixEpochFrom()", String.valueOf(FROM_MS / 1000))
                .replace("$__unixEpochTo()", String.valueOf((FROM_MS + 2 * HOUR_MS) / 1000))
                .replace("$__timeFrom()", "'2026-01-01T00:00:00Z'")
                .replace("$__timeTo()", "'2026-01-01T02:00:00Z'")
                .replace("${equipment:sqlstring}", "'" + MACHINE + "'");
        assertThat(sql).doesNotContain("$");
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, Object>> rows = new java.util.ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new java.util.LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
