package io.oeesuite.command;

import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

import static io.oeesuite.command.MetricMother.number;
import static io.oeesuite.command.MetricMother.whole;
import static io.oeesuite.command.TokenMother.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** Two sites and their people, with tokens that a realm has signed. */
@QuarkusTest
@TestProfile(WithLogins.class)
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(OidcWiremockTestResource.class)
class SitesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NORTH = "NORTH";
    private static final String SOUTH = "SOUTH";

    LocalStack stack;

    @TestHTTPResource(value = "/", tls = true)
    URL https;

    private Ingest ingest;

    @BeforeEach
    void plants() {
        ingest = new Ingest(stack.kafkaBootstrap());
        for (String site : List.of(NORTH, SOUTH)) {
            ingest.born(site, "edge", "", List.of(whole("bdSeq", 0)));
            ingest.born(site, "edge", "FILLER", List.of(number("Command/MachSpeed", 90), whole("Command/CntrlCmd", 0)));
        }
        await().atMost(PATIENCE)
                .until(() -> admin().get("/api/v1/host").path("state").equals("online")
                        && admin().get("/api/v1/nodes")
                                        .jsonPath()
                                        .getList("group")
                                        .size()
                                == 2
                        && admin().get("/api/v1/nodes/SOUTH/edge/devices/FILLER")
                                        .statusCode()
                                == 200
                        && admin().get("/api/v1/nodes/NORTH/edge/devices/FILLER")
                                        .statusCode()
                                == 200);
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void everybodySeesTheOwnSiteOnly() {
        north("viewer").get("/api/v1/nodes").then().body("group", contains(NORTH));
        south("viewer").get("/api/v1/nodes").then().body("group", contains(SOUTH));
        as("nobody", "viewer").get("/api/v1/nodes").then().statusCode(200).body("size()", equalTo(0));

        for (String path : List.of("", "/devices", "/devices/FILLER")) {
            north("viewer").get("/api/v1/nodes/NORTH/edge" + path).then().statusCode(200);
            Response foreign = north("viewer").get("/api/v1/nodes/SOUTH/edge" + path);
            Response unknown = north("viewer").get("/api/v1/nodes/WEST/edge" + path);
            assertThat(foreign.asString().replace(SOUTH, "WEST"))
                    .as("what is another's looks like what there is not")
                    .isEqualTo(unknown.asString());
            assertThat(foreign.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aViewerLooksAndAnOperatorCommands() {
        order(north("viewer"), NORTH, "Command/MachSpeed", "100")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:oee-suite:problem:role-needed"))
                .body("detail", containsString("operator"));
        order(given(), NORTH, "Command/MachSpeed", "100").then().statusCode(401);
        order(north("operator"), NORTH, "Command/MachSpeed", "100")
                .then()
                .statusCode(202)
                .body("actor", equalTo("operator-of-NORTH"));
        order(north("operator").header("X-Actor", "somebody else"), NORTH, "Command/MachSpeed", "101")
                .then()
                .statusCode(202)
                .body("actor", equalTo("operator-of-NORTH"));
    }

    @Test
    void nobodyCommandsAnothersSiteOrSeesItsCommands() {
        order(north("operator"), SOUTH, "Command/MachSpeed", "100")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:oee-suite:problem:unknown-target"));
        north("maintenance")
                .contentType(ContentType.JSON)
                .body("{\"target\":{\"group\":\"SOUTH\"}}")
                .post("/api/v1/rebirths")
                .then()
                .statusCode(404);

        for (RequestSpecification whoseSiteItIs : List.of(admin(), south("viewer"))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(whoseSiteItIs
                                    .get("/api/v1/commands?target=SOUTH/edge/FILLER&status=rejected")
                                    .jsonPath()
                                    .getList("actor"))
                            .contains("operator-of-NORTH"));
        }
        String id = order(south("operator"), SOUTH, "Command/MachSpeed", "110").path("id");

        south("viewer").get("/api/v1/commands/" + id).then().statusCode(200);
        north("viewer").get("/api/v1/commands/" + id).then().statusCode(404);
        north("viewer").get("/api/v1/commands/" + id + "/events").then().statusCode(404);
        north("viewer").get("/api/v1/commands").then().body("target.group", not(org.hamcrest.Matchers.hasItem(SOUTH)));
        String lines =
                north("viewer").accept("text/csv").get("/api/v1/commands").asString();
        assertThat(lines).contains("acceptedAt").doesNotContain(SOUTH);
    }

    @Test
    void theSecondPersonIsAnotherLoginOfTheSameSite() {
        String id = order(as("anna", "operator", NORTH), NORTH, "Command/CntrlCmd", "1")
                .then()
                .statusCode(202)
                .body("status", equalTo("waiting-for-approval"))
                .extract()
                .path("id");

        approve(as("anna", "operator", NORTH), id)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:oee-suite:problem:own-command"));
        approve(as("anna", "operator", NORTH).header("X-Actor", "otto"), id)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:oee-suite:problem:own-command"));
        approve(as("ANNA", "operator", NORTH), id).then().statusCode(403);
        approve(as("otto", "viewer", NORTH), id).then().statusCode(403);
        approve(as("otto", "operator", SOUTH), id).then().statusCode(404);
        approve(as("otto", "operator", NORTH), id)
                .then()
                .statusCode(200)
                .body("history.find { it.status == 'approved' }.actor", equalTo("otto"));
    }

    @Test
    void aLoginThatIsCalledLikeNobodyIsNotToldToSendAHeader() {
        order(as("local", "operator", NORTH), NORTH, "Command/CntrlCmd", "1")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:oee-suite:problem:actor-unknown"))
                .body("detail", containsString("a login needs another name"));
    }

    @Test
    @Timeout(60)
    void streamsEndWithTheTokenThatTheyWereAskedFor() {
        String id = order(as("anna", "operator", NORTH), NORTH, "Command/CntrlCmd", "1")
                .path("id");
        for (String stream : List.of("/api/v1/live", "/api/v1/commands/" + id + "/events")) {
            String told = TokenMother.living(Duration.ofSeconds(3), "anna", "viewer", NORTH)
                    .get(stream)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();

            assertThat(told).as(stream).contains("event:");
        }
        as("anna", "viewer", NORTH)
                .get("/api/v1/commands/" + id)
                .then()
                .body("status", equalTo("waiting-for-approval"));
    }

    @Test
    void onlyTheAdminTakesTheHostOffline() {
        for (String role : List.of("viewer", "operator", "maintenance", "engineer")) {
            as("somebody", role, "*").post("/api/v1/host/offline").then().statusCode(403);
        }
        given().post("/api/v1/host/offline").then().statusCode(401);
        admin().post("/api/v1/host/online").then().statusCode(202);
    }

    @Test
    void anAdminOfOneSiteDoesNotTakeTheHostOfAllSitesOffline() throws Exception {
        Answer answer =
                ask(stack.certificates().client("admin_NORTH"), HttpMethod.POST, "/api/v1/host/offline", "localhost");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("all-sites-needed", "admin_NORTH");
        admin().get("/api/v1/host").then().body("wantedOnline", equalTo(true));
        assertThat(ask(stack.certificates().client("admin_OPS"), HttpMethod.POST, "/api/v1/host/online", "localhost")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aProgramComesInByACertificateThatIsListed() throws Exception {
        Answer listed = ask(stack.certificates().client("dashboard_NORTH"), "/api/v1/me");
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.body()).contains("\"dashboard_NORTH\"", "\"NORTH\"").doesNotContain("operator");
        assertThat(listed.headers())
                .as("localhost has other ports, without TLS")
                .doesNotContain("Strict-Transport-Security");
        assertThat(ask(stack.certificates().client("dashboard_NORTH"), HttpMethod.GET, "/api/v1/me", "oee.example")
                        .headers())
                .contains("Strict-Transport-Security");
        assertThat(ask(stack.certificates().client("dashboard_NORTH"), "/api/v1/nodes")
                        .body())
                .contains(NORTH)
                .doesNotContain(SOUTH);
        assertThat(ask(stack.certificates().client("admin_OPS"), "/api/v1/nodes")
                        .body())
                .contains(NORTH, SOUTH);
        assertThat(ask(stack.certificates().client("edge_N9"), "/api/v1/nodes").status())
                .as("signed, but not listed")
                .isEqualTo(401);
        assertThatThrownBy(() -> ask(stack.certificates().stranger().client("admin_OPS"), "/api/v1/nodes"))
                .as("listed, but signed by somebody else")
                .isInstanceOf(ExecutionException.class);
    }

    private record Answer(int status, String headers, String body) {}

    private Answer ask(Certificates.Identity identity, String path) throws Exception {
        return ask(identity, HttpMethod.GET, path, "localhost");
    }

    /** @param name by which the service is asked for */
    private Answer ask(Certificates.Identity identity, HttpMethod method, String path, String name) throws Exception {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setPemTrustOptions(new PemTrustOptions()
                        .addCertPath(stack.certificates().authority().toString()))
                .setPemKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(identity.certificate().toString())
                        .addKeyPath(identity.key().toString()));
        Vertx vertx = Vertx.vertx();
        try {
            return vertx.createHttpClient(options)
                    .request(method, https.getPort(), "localhost", path)
                    .compose(request ->
                            request.authority(HostAndPort.authority(name)).send())
                    .compose(response -> response.body()
                            .map(body -> new Answer(
                                    response.statusCode(), response.headers().toString(), body.toString())))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } finally {
            vertx.close();
        }
    }

    private static Response order(RequestSpecification who, String site, String metric, String value) {
        return who.contentType(ContentType.JSON)
                .body(
                        "{\"target\":{\"group\":\"%s\",\"node\":\"edge\",\"device\":\"FILLER\"},\"metrics\":[{\"name\":\"%s\",\"value\":%s}]}"
                                .formatted(site, metric, value))
                .post("/api/v1/commands");
    }

    private static Response approve(RequestSpecification who, String id) {
        return who.post("/api/v1/commands/" + id + "/approval");
    }

    private static RequestSpecification admin() {
        return as("root", "admin");
    }

    private static RequestSpecification north(String role) {
        return as(role + "-of-" + NORTH, role, NORTH);
    }

    private static RequestSpecification south(String role) {
        return as(role + "-of-" + SOUTH, role, SOUTH);
    }
}
