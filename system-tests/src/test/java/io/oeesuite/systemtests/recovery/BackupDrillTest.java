package io.oeesuite.systemtests.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.oeesuite.systemtests.suite.Replay;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What docs/operations says of backup and of recovery from the raw log, done with its own commands: the figures are those of a site that has lost nothing. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupDrillTest {
    private static final String FILLER = "BOTTLING/edge_PLANT01-LINE01/FILLER";
    private static final long RUN_MS = 148_200_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern LAG =
            Pattern.compile("^oee_store_lag_records\\{.*?topic=\"([^\"]+)\".*?} (\\S+)$", Pattern.MULTILINE);

    private static DrillSite site;

    @BeforeAll
    static void startAndFeedTheFirstDays() throws Exception {
        InstalledPostgres.need();
        site = DrillSite.start();
        // a model that is nowhere but in Kafka and PostgreSQL: changes of batch are set-up
        int set = ask(site.analytics())
                .body(Map.of("reasonBuckets", Map.of("2", "SETUP")))
                .put("/api/v1/machines/" + FILLER)
                .statusCode();
        assertThat(set).as("set, readable or not yet").isIn(200, 202);
        site.replay(site.firstBatches(Replay.BOTTLING_LINE, 20));
    }

    @AfterAll
    static void end() throws IOException {
        if (site != null) {
            site.close();
        }
    }

    @Test
    @Order(1)
    void aDumpAndWhatKafkaHasSinceAreWhatWasThere() throws Exception {
        String password = register("pump-1");
        String revoked = revokedCertificate("edge_STOLEN");
        inKeycloak("create table realm (name text); insert into realm values ('oee')");
        String atTheDump = access();
        Handbook backup = Handbook.page("backup.md");
        backup.follow("PostgreSQL", site.operator());
        register("pump-2");
        site.replay(Replay.BOTTLING_LINE);
        String before = theRecord();

        site.stopWriters();
        site.postgres().lose();
        Map<String, String> operator = site.operator();
        operator.put("DAY", site.dayOfTheBackup());
        assertThatHalfADumpIsRefused(operator);
        backup.follow("Restore", operator);
        site.startWriters();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(figures()).isEqualTo(before));
        awaitStored();
        assertThat(access()).isEqualTo(atTheDump);
        assertThat(isLetIn("pump-1", password)).isTrue();
        assertThat(revocations()).contains(revoked);
        assertThat(inKeycloak("select name from realm")).contains("oee");
        assertThatNothingIsOverwritten(operator);
    }

    @Test
    @Order(2)
    void theRawLogAloneBringsBackEveryFigure() throws Exception {
        if (!isTheRecordThere()) {
            site.replay(Replay.BOTTLING_LINE);
        }
        String before = theRecord();

        site.stopAll();
        site.postgres().lose();
        Handbook.page("disaster-recovery.md").follow("Make everything again from the raw log", site.operator());
        assertThat(topics()).contains("oee.raw.v1", "oee.machines.v1").doesNotContain("oee.events.v1", "oee.ledger.v1");
        site.startFigures();

        site.awaitTakenIn();
        // how often a figure was told on the way to what it is now, is another matter
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(withoutVersion(figures())).isEqualTo(withoutVersion(before)));
    }

    /** What the record says, so that both sides of a comparison cannot be wrong alike. */
    private static String theRecord() {
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonPath ledger = get("oee").jsonPath();
            assertThat(ledger.getLong("ledger.runMs")).isEqualTo(RUN_MS);
            assertThat(ledger.getLong("ledger.setupMs")).isEqualTo(9_600_000);
            assertThat(ledger.getLong("ledger.unplannedDownMs")).isEqualTo(83_280_000 - 9_600_000);
        });
        return figures();
    }

    private static boolean isTheRecordThere() {
        return get("oee").jsonPath().getLong("ledger.runMs") == RUN_MS;
    }

    private static String figures() {
        return List.of("oee", "stops", "timeline").stream()
                .map(what -> get(what).asPrettyString())
                .collect(Collectors.joining("\n"));
    }

    private static String withoutVersion(String figures) {
        return figures.replaceAll("\"version\": \\d+", "");
    }

    private static Response get(String what) {
        return ask(site.analytics())
                .queryParam("equipment", FILLER)
                .queryParam("from", "2024-08-29T11:50:00Z")
                .queryParam("to", "2024-09-03T01:05:00Z")
                .get("/api/v1/" + what);
    }

    /** As an operator sees that the store has caught up. */
    private static void awaitStored() {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            Matcher found = LAG.matcher(ask(site.analytics()).get("/q/metrics").asString());
            Map<String, Double> lag = new TreeMap<>();
            while (found.find()) {
                lag.put(found.group(1), Double.valueOf(found.group(2)));
            }
            assertThat(lag).isEqualTo(Map.of("oee.ledger.v1", 0.0, "oee.results.v1", 0.0, "oee.machines.v1", 0.0));
        });
    }

    private static String register(String device) {
        ask(site.auth())
                .body(Map.of("id", device))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        return ask(site.auth())
                .post("/api/v1/devices/" + device + "/password")
                .then()
                .statusCode(201)
                .extract()
                .path("password");
    }

    private static String revokedCertificate(String client) throws IOException {
        String pem = Files.readString(site.stack().certificates().client(client).certificate());
        String serial = ask(site.auth())
                .body(Map.of("certificate", pem))
                .post("/api/v1/certificates")
                .then()
                .statusCode(200)
                .extract()
                .path("serial");
        ask(site.auth())
                .body(Map.of("reason", "key-compromise"))
                .post("/api/v1/certificates/" + serial + "/revoke")
                .then()
                .statusCode(200);
        return serial;
    }

    /** Devices, passwords, certificates and the audit. */
    private static String access() {
        return List.of("devices", "devices/pump-1/passwords", "certificates", "audit").stream()
                .map(what -> ask(site.auth()).get("/api/v1/" + what).asPrettyString())
                .collect(Collectors.joining("\n"));
    }

    private static String revocations() throws IOException, InterruptedException {
        Path list = Files.writeString(
                site.backups().resolve("ca.crl.pem"),
                ask(site.auth()).get("/ca.crl.pem").asString());
        return Handbook.run(List.of("openssl", "crl", "-in", list.toString(), "-noout", "-text"), Map.of())
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isLetIn(String client, String password) {
        return "allow"
                .equals(ask(site.auth())
                        .body(Map.of(
                                "clientid", client, "username", client, "password", password, "peerhost", "192.0.2.7"))
                        .post("/mqtt/authenticate")
                        .jsonPath()
                        .getString("result"));
    }

    private static String inKeycloak(String statement) throws IOException, InterruptedException {
        return Handbook.run(
                List.of("psql", "-X", "-v", "ON_ERROR_STOP=1", "-d", "keycloak", "-c", statement),
                site.postgres().clientEnvironment("keycloak", "KEYCLOAK_PASSWORD"));
    }

    private static void assertThatHalfADumpIsRefused(Map<String, String> operator)
            throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(site.backups().resolve("oee-" + operator.get("DAY") + ".dump"));
        Path half = Files.write(site.backups().resolve("half.dump"), Arrays.copyOf(whole, whole.length / 2));
        Handbook.Outcome outcome =
                Handbook.attempt(List.of("deploy/scripts/restore_database.sh", half.toString()), operator);
        assertThat(outcome.code()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains("nothing was changed");
    }

    private static void assertThatNothingIsOverwritten(Map<String, String> operator)
            throws IOException, InterruptedException {
        String dump =
                site.backups().resolve("oee-" + operator.get("DAY") + ".dump").toString();
        Handbook.Outcome outcome = Handbook.attempt(List.of("deploy/scripts/restore_database.sh", dump), operator);
        assertThat(outcome.code()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains("nothing was changed");
    }

    private static List<String> topics() throws Exception {
        try (Admin admin = Admin.create(site.stack().kafkaClient("admin_OPS"))) {
            return List.copyOf(admin.listTopics().names().get());
        }
    }

    private static RequestSpecification ask(ServiceProcess service) {
        return given().baseUri(service.http("").toString()).contentType(ContentType.JSON);
    }
}
