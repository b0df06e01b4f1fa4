package io.oeesuite.command;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.MetricValue;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.Metric;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

import static io.oeesuite.command.MetricMother.number;
import static io.oeesuite.command.MetricMother.whole;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The whole service as operators and edge nodes see it, with ingest-service played by the test. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CommandServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GROUP = "G";
    private static final String NODE = "edge_N1";
    private static final String DEVICE = "FILLER";
    private static final List<MetricValue> DEVICE_METRICS = List.of(
            number("Command/MachSpeed", 90),
            whole("Command/CntrlCmd", 0),
            number("Status/CurMachSpeed", 88),
            MetricMother.metric("Table", io.oeesuite.sparkplug.DataType.DATASET).build());

    LocalStack stack;
    private Ingest ingest;
    private Ear edge;

    @BeforeEach
    void plant() {
        ingest = new Ingest(stack.kafkaBootstrap());
        edge = Ear.at(stack, NODE, "spBv1.0/+/NCMD/" + NODE + "/#", "spBv1.0/+/DCMD/" + NODE + "/#");
        ingest.born(GROUP, NODE, "", List.of(whole("bdSeq", 0), number("Properties/Limit", 1)));
        ingest.born(GROUP, NODE, DEVICE, DEVICE_METRICS);
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/host").path("state").equals("online")
                        && get("/api/v1/nodes/G/edge_N1/devices/FILLER").statusCode() == 200
                        && get("/api/v1/nodes/G/edge_N1/devices/FILLER")
                                .path("online")
                                .equals(true)
                        && get("/api/v1/nodes/G/edge_N1").path("online").equals(true));
    }

    @AfterEach
    void close() {
        edge.close();
        ingest.close();
    }

    @Test
    @DisplayName("tck-id-topics-dcmd-{topic,mqtt,payload,timestamp}, tck-id-payloads-dcmd-{qos,retain,seq,timestamp},"
            + " tck-id-operational-behavior-data-commands-dcmd-{verb,metric-name,metric-value}")
    void aWriteGoesOutAndIsConfirmedByTheDevicesOwnData() {
        obey();

        String id = accepted(order(DEVICE, "Command/MachSpeed", "120.5", "anna"));

        awaitStatus(id, "confirmed")
                .body("history.status", contains("accepted", "sent", "confirmed"))
                .body("actor", equalTo("anna"))
                .body("target.device", equalTo(DEVICE))
                .body("metrics[0].type", equalTo("Double"));
        get("/api/v1/commands/" + id + "/events")
                .then()
                .contentType("text/event-stream")
                .body(org.hamcrest.Matchers.containsString("event:command"))
                .body(org.hamcrest.Matchers.containsString("\"status\":\"confirmed\""));
        assertThat(edge.heard()).hasSize(1);
        Ear.Heard message = edge.heard().getFirst();
        assertThat(message.topic()).isEqualTo("spBv1.0/G/DCMD/edge_N1/FILLER");
        assertThat(message.qos()).isZero();
        assertThat(message.retained()).isFalse();
        assertThat(message.sparkplug().timestamp().orElseThrow())
                .isCloseTo(message.atMs(), org.assertj.core.data.Offset.offset(5000L));
        assertThat(message.sparkplug().seq()).isEmpty();
        Metric metric = message.sparkplug().metrics().getFirst();
        assertThat(metric.name()).contains("Command/MachSpeed");
        assertThat(metric.value()).contains(new DoubleValue(120.5));
    }

    @Test
    void aCommandThatTheDeviceDoesNotFollowIsUnconfirmedAndSentOnce() {
        String id = accepted(order(DEVICE, "Command/MachSpeed", "50", "anna"));

        awaitStatus(id, "unconfirmed")
                .body("history[-1].detail", equalTo("not reported with the commanded value: Command/MachSpeed"));
        assertThat(edge.heard()).hasSize(1);
    }

    @Test
    void theSameIdempotencyKeyIsTheSameCommand() {
        obey();
        String key = "key-" + System.nanoTime();
        String first = accepted(orderWithKey(key, "70"));
        String again = accepted(orderWithKey(key, "70"));

        assertThat(again).isEqualTo(first);
        orderWithKey(key, "71").statusCode(409).body("type", equalTo("urn:oee-suite:problem:idempotency-key-taken"));
        awaitStatus(first, "confirmed");
        assertThat(edge.heard()).hasSize(1);
    }

    @Test
    void whatCannotBeCommandedIsRefusedByNameAndNothingGoesOut() {
        refused(order("NOBODY", "Command/MachSpeed", "1", "anna"), 404, "unknown-target");
        refused(order(DEVICE, "No/Such", "1", "anna"), 422, "unknown-metric");
        refused(order(DEVICE, "Status/CurMachSpeed", "1", "anna"), 403, "not-allowed");
        refused(order(DEVICE, "Command/MachSpeed", "\"fast\"", "anna"), 422, "wrong-type");
        refused(order(DEVICE, "Command/MachSpeed", "201", "anna"), 422, "out-of-range");
        refused(order(DEVICE, "Table", "1", "anna"), 422, "unwritable");
        refused(
                post(
                        "/api/v1/commands",
                        "{\"target\":{\"group\":\"G\",\"node\":\"edge_N1\",\"device\":\"FILLER\"},\"expiresAt\":\"2020-01-01T00:00:00Z\","
                                + "\"metrics\":[{\"name\":\"Command/MachSpeed\",\"value\":1}]}",
                        "anna"),
                422,
                "bad-expiry");
        refused(post("/api/v1/commands", "{\"target\":{}}", "anna"), 400, "invalid-command");
        refused(post("/api/v1/commands", "{\"targett\":{}}", "anna"), 400, "unreadable-body");
        ingest.died(GROUP, NODE, DEVICE, DEVICE_METRICS);
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/nodes/G/edge_N1/devices/FILLER")
                        .path("online")
                        .equals(false));
        refused(order(DEVICE, "Command/MachSpeed", "1", "anna"), 409, "target-offline");

        given().queryParam("status", "rejected")
                .queryParam("target", "G/edge_N1/FILLER")
                .get("/api/v1/commands")
                .then()
                .body("history[0].problem", hasItem("target-offline"))
                .body("history.flatten().problem", hasItem("out-of-range"))
                .body("metrics.flatten().value", hasItem("201"));
        given().accept("text/csv")
                .queryParam("status", "rejected")
                .get("/api/v1/commands")
                .then()
                .contentType("text/csv")
                .body(org.hamcrest.Matchers.containsString("G/edge_N1/FILLER,Command/MachSpeed=201,anna"));
        assertThat(edge.heard()).isEmpty();
    }

    @Test
    @DisplayName("tck-id-operational-behavior-edge-node-termination-host-action-ddeath-devices-{offline,tags-stale}")
    void metricsOfADeadDeviceAreStale() {
        get("/api/v1/nodes/G/edge_N1/devices/FILLER")
                .then()
                .body("metrics.find { it.name == 'Status/CurMachSpeed' }.value", equalTo(88.0f))
                .body("metrics.find { it.name == 'Status/CurMachSpeed' }.type", equalTo("Double"))
                .body("metrics.find { it.name == 'Status/CurMachSpeed' }.stale", equalTo(false))
                .body("metrics.find { it.name == 'Status/CurMachSpeed' }.staleSince", nullValue())
                .body("metrics.find { it.name == 'Command/MachSpeed' }.write.max", equalTo(200));

        ingest.died(GROUP, NODE, DEVICE, DEVICE_METRICS);

        await().atMost(PATIENCE)
                .untilAsserted(() -> get("/api/v1/nodes/G/edge_N1/devices/FILLER")
                        .then()
                        .body("online", equalTo(false))
                        .body("since", notNullValue())
                        .body("metrics.every { it.stale && it.quality == 500 }", equalTo(true)));
        String since = get("/api/v1/nodes/G/edge_N1/devices/FILLER").path("since");
        get("/api/v1/nodes/G/edge_N1/devices/FILLER")
                .then()
                .body("metrics.every { it.staleSince == '" + since + "' }", equalTo(true));
        get("/api/v1/nodes/G/edge_N1").then().body("online", equalTo(true)).body("devices[0].online", equalTo(false));
    }

    @Test
    void aCriticalCommandWaitsForSomebodyElse() {
        obey();
        String id = accepted(order(DEVICE, "Command/CntrlCmd", "2", "anna"));
        awaitStatus(id, "waiting-for-approval");

        refused(post("/api/v1/commands/" + id + "/approval", "{}", "anna"), 403, "own-command");
        assertThat(edge.heard()).isEmpty();
        post("/api/v1/commands/" + id + "/approval", "{\"reason\":\"looked at it\"}", "ben")
                .statusCode(200);

        awaitStatus(id, "confirmed")
                .body("history.status", contains("waiting-for-approval", "approved", "sent", "confirmed"))
                .body("history[1].actor", equalTo("ben"));
        refused(post("/api/v1/commands/" + id + "/approval", "{}", "ben"), 409, "not-waiting-for-approval");
    }

    @Test
    void ofTwoDecisionsAtOnceOneCountsAndTheOtherIsToldSo() throws Exception {
        try (var people = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 10; round++) {
                String id = accepted(order(DEVICE, "Command/CntrlCmd", "2", "anna"));
                awaitStatus(id, "waiting-for-approval");
                var approved = people.submit(() -> decided(id, "approval", "eva"));
                var rejected = people.submit(() -> decided(id, "rejection", "ben"));

                assertThat(List.of(approved.get(), rejected.get())).containsExactlyInAnyOrder(200, 409);
                if (rejected.get() == 200) {
                    awaitStatus(id, "rejected");
                }
            }
        }
    }

    @Test
    void theSecondPersonIsAnotherOneHoweverTheNameIsWritten() {
        refused(order(DEVICE, "Command/CntrlCmd", "2", "local"), 403, "actor-unknown");
        refused(
                given().contentType(ContentType.JSON)
                        .body(
                                "{\"target\":{\"group\":\"G\",\"node\":\"edge_N1\",\"device\":\"FILLER\"},\"metrics\":[{\"name\":\"Command/CntrlCmd\",\"value\":2}]}")
                        .post("/api/v1/commands")
                        .then(),
                403,
                "actor-unknown");
        String id = accepted(order(DEVICE, "Command/CntrlCmd", "2", "anna"));

        for (String same : List.of("Anna", " ANNA ")) {
            refused(post("/api/v1/commands/" + id + "/approval", "{}", same), 403, "own-command");
        }
        refused(post("/api/v1/commands/" + id + "/approval", "{}", "Local"), 403, "actor-unknown");
        post("/api/v1/commands/" + id + "/rejection", "{}", "Anna").statusCode(200);
        assertThat(edge.heard()).isEmpty();
    }

    @Test
    void aRebirthWrittenAsAMetricIsARebirth() {
        String body =
                "{\"target\":{\"group\":\"G\",\"node\":\"edge_N1\"},\"metrics\":[{\"name\":\"Node Control/Rebirth\",\"value\":%s}%s]}";
        refused(post("/api/v1/commands", body.formatted("false", ""), "anna"), 400, "invalid-command");
        refused(
                post(
                        "/api/v1/commands",
                        body.formatted("true", ",{\"name\":\"Properties/Limit\",\"value\":1}"),
                        "anna"),
                400,
                "invalid-command");

        String id = accepted(post("/api/v1/commands", body.formatted("true", ""), "anna"));

        awaitStatus(id, "sent").body("kind", equalTo("rebirth"));
        await().atMost(PATIENCE).until(() -> !edge.heard().isEmpty());
        assertThat(edge.heard().getFirst().sparkplug().metrics().getFirst().name())
                .contains("Node Control/Rebirth");
        ingest.born(GROUP, NODE, "", List.of(whole("bdSeq", 0)));
        awaitStatus(id, "confirmed");
    }

    @Test
    void numbersAreTakenAsTheyAreWritten() {
        refused(order(DEVICE, "Command/MachSpeed", "1e400", "anna"), 422, "wrong-type");
        refused(order(DEVICE, "Command/MachSpeed", "1e99999999999", "anna"), 400, "unreadable-body");
        ingest.born(
                GROUP,
                NODE,
                "",
                List.of(
                        whole("bdSeq", 0),
                        MetricMother.metric("Properties/Big", io.oeesuite.sparkplug.DataType.INT64)
                                .setIntValue(0)
                                .build()));
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/nodes/G/edge_N1")
                        .<List<String>>path("metrics.name")
                        .contains("Properties/Big"));

        String id = accepted(post(
                "/api/v1/commands",
                "{\"target\":{\"group\":\"G\",\"node\":\"edge_N1\"},\"metrics\":[{\"name\":\"Properties/Big\",\"value\":9007199254740993.0}]}",
                "anna"));

        get("/api/v1/commands/" + id).then().body("metrics[0].value", equalTo(9_007_199_254_740_993L));
    }

    @Test
    void watchersNeverSeeARefusedCommandAsAccepted() throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/live"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var watching =
                    client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Flow.Subscriber<>() {
                        @Override
                        public void onSubscribe(Flow.Subscription subscription) {
                            subscription.request(Long.MAX_VALUE);
                        }

                        @Override
                        public void onNext(String line) {
                            lines.add(line);
                        }

                        @Override
                        public void onError(Throwable broken) {}

                        @Override
                        public void onComplete() {}
                    }));
            await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("ping")));

            refused(order(DEVICE, "Command/MachSpeed", "4711", "watched"), 422, "out-of-range");

            await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains("watched")));
            assertThat(lines.stream().filter(line -> line.contains("watched")))
                    .singleElement()
                    .asString()
                    .contains("\"status\":\"rejected\"");
            watching.cancel(true);
            client.shutdownNow();
        }
    }

    @Test
    void aDecisionWithAnEndlessReasonIsNotTaken() {
        String id = accepted(order(DEVICE, "Command/CntrlCmd", "2", "anna"));

        refused(
                post(
                        "/api/v1/commands/" + id + "/rejection",
                        "{\"reason\":\"%s\"}".formatted("x".repeat(1_001)),
                        "ben"),
                400,
                "invalid-command");
    }

    @Test
    void aGroupIsToldWhichOfItsNodesAreLeftOut() {
        ingest.born(GROUP, "edge_OFF", "", List.of(whole("bdSeq", 0), number("Properties/Limit", 1)));
        ingest.died(GROUP, "edge_OFF", "", List.of(whole("bdSeq", 0), number("Properties/Limit", 1)));
        await().atMost(PATIENCE)
                .until(() ->
                        Boolean.FALSE.equals(get("/api/v1/nodes/G/edge_OFF").path("online")));
        String key = "group-" + System.nanoTime();

        ValidatableResponse answer = groupWithKey(key, "7");
        String id = accepted(answer);
        answer.body("parts.target.node", contains(NODE))
                .body("refusals.target.node", contains("edge_OFF"))
                .body("refusals.problem", contains("target-offline"));
        assertThat(accepted(groupWithKey(key, "7"))).isEqualTo(id);
        groupWithKey(key, "8").statusCode(409);
        orderWithKey(key, "70").statusCode(409).body("type", equalTo("urn:oee-suite:problem:idempotency-key-taken"));

        refused(
                post(
                        "/api/v1/commands",
                        "{\"target\":{\"group\":\"G\"},\"metrics\":[{\"name\":\"No/Such\",\"value\":7}]}",
                        "anna"),
                422,
                "nothing-to-command");
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().queryParam("status", "rejected")
                        .get("/api/v1/commands")
                        .then()
                        .body("history.flatten().problem", hasItem("nothing-to-command")));
    }

    @Test
    void aDeviceOfAnEdgeNodeThatIsOfflineIsOffline() {
        ingest.died(GROUP, NODE, "", List.of(whole("bdSeq", 0), number("Properties/Limit", 1)));
        await().atMost(PATIENCE)
                .until(() -> Boolean.FALSE.equals(get("/api/v1/nodes/G/edge_N1").path("online")));

        refused(order(DEVICE, "Command/MachSpeed", "1", "anna"), 409, "target-offline");
    }

    @Test
    @DisplayName(
            "tck-id-operational-behavior-data-commands-ncmd-rebirth-{name,value,verb}, tck-id-topics-ncmd-{topic,mqtt,payload,timestamp},"
                    + " tck-id-payloads-ncmd-{qos,retain,seq,timestamp}")
    void aRebirthIsOrderedByNameAndConfirmedByTheBirth() {
        String id = accepted(post(
                "/api/v1/rebirths",
                "{\"target\":{\"group\":\"G\",\"node\":\"edge_N1\"},\"reason\":\"new tags\"}",
                "anna"));
        awaitStatus(id, "sent");
        await().atMost(PATIENCE).until(() -> !edge.heard().isEmpty());

        Ear.Heard message = edge.heard().getFirst();
        assertThat(message.topic()).isEqualTo("spBv1.0/G/NCMD/edge_N1");
        assertThat(message.qos()).isZero();
        assertThat(message.retained()).isFalse();
        assertThat(message.sparkplug().timestamp().orElseThrow())
                .isCloseTo(message.atMs(), org.assertj.core.data.Offset.offset(5000L));
        assertThat(message.sparkplug().seq()).isEmpty();
        assertThat(message.sparkplug().metrics()).singleElement().satisfies(metric -> {
            assertThat(metric.name()).contains("Node Control/Rebirth");
            assertThat(metric.value()).contains(io.oeesuite.sparkplug.BooleanValue.of(true));
        });
        ingest.born(GROUP, NODE, "", List.of(whole("bdSeq", 0)));
        awaitStatus(id, "confirmed");
    }

    @Test
    void rebirthRequestsOfIngestServiceBecomeOneRebirth() {
        for (int i = 0; i < 20; i++) {
            ingest.wantsRebirth(GROUP, NODE);
        }

        await().atMost(PATIENCE).until(() -> !edge.heard("NCMD").isEmpty());
        ingest.born(GROUP, NODE, "", List.of(whole("bdSeq", 0)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().queryParam("actor", "ingest-service")
                        .get("/api/v1/commands")
                        .then()
                        .body("status", hasItem("confirmed"))
                        .body("reason[0]", org.hamcrest.Matchers.startsWith("sequence-gap: seq 17 expected")));
        assertThat(edge.heard("NCMD").size()).isLessThanOrEqualTo(5);
    }

    @Test
    @DisplayName("tck-id-operational-behavior-data-commands-ncmd-{verb,metric-name,metric-value}")
    void aCommandToAGroupGoesToEachNodeThatTakesIt() {
        List<MetricValue> limit = List.of(whole("bdSeq", 0), number("Properties/Limit", 1));
        ingest.born("H", "edge_N1", "", limit);
        ingest.born("H", "edge_N2", "", limit);
        ingest.born("H", "edge_N3", "", List.of(whole("bdSeq", 0)));
        ingest.born("H", "edge_N4", "", limit);
        ingest.died("H", "edge_N4", "", limit);
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/nodes").<List<String>>path("node").contains("edge_N4")
                        && get("/api/v1/nodes/H/edge_N4").path("online").equals(false));
        try (Ear second = Ear.at(stack, "edge_N2", "spBv1.0/+/NCMD/edge_N2/#");
                Ear third = Ear.at(stack, "edge_N3", "spBv1.0/+/NCMD/edge_N3/#");
                Ear fourth = Ear.at(stack, "edge_N4", "spBv1.0/+/NCMD/edge_N4/#")) {
            String id = accepted(post(
                    "/api/v1/commands",
                    "{\"target\":{\"group\":\"H\"},\"metrics\":[{\"name\":\"Properties/Limit\",\"value\":7}]}",
                    "anna"));

            await().atMost(PATIENCE)
                    .until(() -> !edge.heard().isEmpty() && !second.heard().isEmpty());
            ingest.said("H", "edge_N1", "", number("Properties/Limit", 7));
            ingest.said("H", "edge_N2", "", number("Properties/Limit", 7));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> get("/api/v1/commands/" + id)
                            .then()
                            .body("status", equalTo("confirmed"))
                            .body("parts.target.node", contains("edge_N1", "edge_N2")));
            for (Ear ear : List.of(edge, second)) {
                assertThat(ear.heard()).singleElement().satisfies(message -> {
                    Metric metric = message.sparkplug().metrics().getFirst();
                    assertThat(metric.name()).contains("Properties/Limit");
                    assertThat(metric.value()).contains(new DoubleValue(7));
                });
            }
            assertThat(third.heard()).isEmpty();
            assertThat(fourth.heard()).isEmpty();
        }
    }

    @Test
    void whoComesFromElsewhereIsNotAsked() {
        given().header("X-Forwarded-For", "10.0.0.7")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/rebirths")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:oee-suite:problem:actor-unknown"));
        refused(post("/api/v1/rebirths", "{}", "ingest-service"), 403, "actor-unknown");
    }

    @Test
    void whileNobodyStoresTheHostIsOffline() {
        try (Ear ear = Ear.at(stack, "analytics_STATE", "spBv1.0/STATE/PRIMARY-HOST")) {
            ingest.fallSilent();
            await().atMost(PATIENCE)
                    .until(() -> get("/api/v1/host").path("state").equals("offline"));
            assertThat(get("/api/v1/host").<String>path("reason")).contains("ingest-service is silent");
            await().atMost(PATIENCE).until(() -> ear.heard().getLast().text().contains("\"online\":false"));
            get("/api/v1/nodes/G/edge_N1/devices/FILLER")
                    .then()
                    .body("online", equalTo(true))
                    .body("metrics.every { it.stale && it.quality == 500 && it.staleSince != null }", equalTo(true));

            ingest.beatFrom(java.time.Instant.now().minusSeconds(60));
            await().during(Duration.ofSeconds(1))
                    .atMost(PATIENCE)
                    .until(() -> get("/api/v1/host").path("state").equals("offline"));

            ingest.beatAgain();

            await().atMost(PATIENCE)
                    .until(() -> get("/api/v1/host").path("state").equals("online"));
            await().atMost(PATIENCE).until(() -> ear.heard().getLast().text().contains("\"online\":true"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> get("/api/v1/nodes/G/edge_N1/devices/FILLER")
                            .then()
                            .body("metrics.any { it.stale }", equalTo(false)));
        }
    }

    @Test
    void thePageIsThere() {
        get("/").then().statusCode(200).body(org.hamcrest.Matchers.containsString("<title>Commands</title>"));
        get("/js/main.js").then().statusCode(200);
        get("/q/openapi?format=json").then().statusCode(200).body("paths.'/api/v1/commands'.post", notNullValue());
    }

    @Test
    void operatorsTakeTheHostOfflineAndOnline() {
        {
            post("/api/v1/host/offline", "{}", "anna").statusCode(202);
            await().atMost(PATIENCE)
                    .until(() -> get("/api/v1/host").path("state").equals("offline"));
            String id = accepted(post(
                    "/api/v1/commands",
                    "{\"target\":{\"group\":\"G\",\"node\":\"edge_N1\",\"device\":\"FILLER\"},\"expiresAt\":\""
                            + java.time.Instant.now().plusSeconds(1)
                            + "\",\"metrics\":[{\"name\":\"Command/MachSpeed\",\"value\":1}]}",
                    "anna"));
            awaitStatus(id, "expired");
            post("/api/v1/host/online", "{}", "anna").statusCode(202);
            await().atMost(PATIENCE)
                    .until(() -> get("/api/v1/host").path("state").equals("online"));
            assertThat(edge.heard()).isEmpty();
        }
    }

    /** The device does as it is told, and ingest-service says so. */
    private void obey() {
        edge.reacting((topic, payload) -> new Ear.Heard(topic, payload, 0, false, 0)
                .sparkplug()
                .metrics()
                .forEach(metric -> {
                    String device = topic.endsWith(DEVICE) ? DEVICE : "";
                    switch (metric.value().orElseThrow()) {
                        case DoubleValue(double value) ->
                            ingest.said(
                                    GROUP, NODE, device, number(metric.name().orElseThrow(), value));
                        default ->
                            ingest.said(GROUP, NODE, device, whole(metric.name().orElseThrow(), 2));
                    }
                }));
    }

    private static ValidatableResponse order(String device, String metric, String value, String actor) {
        return post(
                "/api/v1/commands",
                "{\"target\":{\"group\":\"G\",\"node\":\"edge_N1\",\"device\":\"%s\"},\"metrics\":[{\"name\":\"%s\",\"value\":%s}]}"
                        .formatted(device, metric, value),
                actor);
    }

    private static ValidatableResponse orderWithKey(String key, String value) {
        return given().header("X-Actor", "anna")
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(
                        "{\"target\":{\"group\":\"G\",\"node\":\"edge_N1\",\"device\":\"FILLER\"},\"metrics\":[{\"name\":\"Command/MachSpeed\",\"value\":%s}]}"
                                .formatted(value))
                .post("/api/v1/commands")
                .then();
    }

    private static int decided(String id, String decision, String actor) {
        return post("/api/v1/commands/" + id + "/" + decision, "{}", actor)
                .extract()
                .statusCode();
    }

    private static ValidatableResponse groupWithKey(String key, String value) {
        return given().header("X-Actor", "anna")
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"target\":{\"group\":\"G\"},\"metrics\":[{\"name\":\"Properties/Limit\",\"value\":%s}]}"
                        .formatted(value))
                .post("/api/v1/commands")
                .then();
    }

    private static ValidatableResponse post(String path, String body, String actor) {
        return given().header("X-Actor", actor)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    private static String accepted(ValidatableResponse answer) {
        String id = answer.statusCode(202).extract().path("id");
        assertThat(answer.extract().header("Location")).endsWith("/api/v1/commands/" + id);
        return id;
    }

    private static void refused(ValidatableResponse answer, int status, String problem) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:oee-suite:problem:" + problem))
                .body("detail", notNullValue());
    }

    private static ValidatableResponse awaitStatus(String id, String status) {
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/commands/" + id).path("status").equals(status));
        return get("/api/v1/commands/" + id).then();
    }
}
