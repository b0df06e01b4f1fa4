package io.oeesuite.auth.enrolment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.oeesuite.auth.certificate.RequestMother;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class EnrolmentResourceTest extends WholeService {

    @Test
    void aTokenIsGoodForOneCertificate() {
        register("enrol-1");
        String token = token("enrol-1");

        enrol(token, RequestMother.of("enrol-1"))
                .then()
                .statusCode(201)
                .body("id", equalTo("enrol-1"))
                .body("certificate", startsWith("-----BEGIN CERTIFICATE-----"))
                .body("chain", startsWith("-----BEGIN CERTIFICATE-----"));

        enrol(token, RequestMother.of("enrol-1"))
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:oee-suite:problem:enrolment-refused"));
    }

    @Test
    void aWrongRequestDoesNotUseTheTokenUp() {
        register("enrol-2");
        String token = token("enrol-2");

        enrol(token, RequestMother.of("enrol-1"))
                .then()
                .statusCode(400)
                .body("type", containsString("csr-other-subject"));
        enrol(token, "nonsense").then().statusCode(400);

        enrol(token, RequestMother.of("enrol-2")).then().statusCode(201);
    }

    @Test
    void ofManyAtTheSameTimeOneGetsACertificate() throws Exception {
        register("enrol-race");
        String token = token("enrol-race");
        String csr = RequestMother.of("enrol-race");
        List<Callable<Integer>> attempts = IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(_ -> () -> enrol(token, csr).statusCode())
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Integer> codes =
                    threads.invokeAll(attempts).stream().map(Future::resultNow).toList();

            assertThat(codes).containsOnly(201, 401);
            assertThat(codes.stream().filter(code -> code == 201)).hasSize(1);
        }
        given().get("/api/v1/devices/enrol-race/certificates").then().body("size()", equalTo(1));
    }

    @Test
    void aNewTokenEndsTheOneBefore() {
        register("enrol-3");
        String first = token("enrol-3");
        String second = token("enrol-3");

        enrol(first, RequestMother.of("enrol-3")).then().statusCode(401);
        enrol(second, RequestMother.of("enrol-3")).then().statusCode(201);
    }

    @Test
    void aTokenEnds() throws Exception {
        register("enrol-4");
        String token = token("enrol-4");
        try (Connection database = openDatabase();
                PreparedStatement update = database.prepareStatement(
                        "update enrolment_token set valid_until = now() - interval '1 second' where device_id = 'enrol-4'")) {
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        enrol(token, RequestMother.of("enrol-4")).then().statusCode(401);
    }

    @Test
    void theDatabaseDoesNotKnowTheToken() throws Exception {
        register("enrol-5");
        String token = token("enrol-5");
        try (Connection database = openDatabase();
                PreparedStatement select =
                        database.prepareStatement("select t::text from enrolment_token t where device_id = 'enrol-5'");
                ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).doesNotContain(token.substring(12));
        }
    }

    @Test
    void tokensAreForRegisteredDevicesAndNotForGood() {
        json(Map.of()).post("/api/v1/devices/nobody-at-all/enrolment").then().statusCode(404);
        register("enrol-6");
        json(Map.of("validity", "P365D"))
                .post("/api/v1/devices/enrol-6/enrolment")
                .then()
                .statusCode(400);
        json(Map.of("validity", "soon"))
                .post("/api/v1/devices/enrol-6/enrolment")
                .then()
                .statusCode(400);
    }

    @Test
    void withoutATokenAnEngineerDecides() {
        String csr = RequestMother.of("stranger-1");
        ask("stranger-1", csr).then().statusCode(202).body("status", equalTo("pending"));
        given().get("/api/v1/enrolments/pending").then().body("id", hasItem("stranger-1"));
        approve("stranger-1", key("stranger-1")).then().statusCode(409);
        register("stranger-1");

        approve("stranger-1", key("stranger-1")).then().statusCode(200);

        ask("stranger-1", csr).then().statusCode(201).body("id", equalTo("stranger-1"));
        ask("stranger-1", RequestMother.of("stranger-1")).then().statusCode(409);
        given().get("/api/v1/enrolments/pending").then().body("id", not(hasItem("stranger-1")));
    }

    /** Somebody else may ask under the id between the look and the approval. */
    @Test
    void anEngineerApprovesAKeyAndNotWhoeverWaits() {
        register("stranger-3");
        ask("stranger-3", RequestMother.of("stranger-3"));
        String seen = key("stranger-3");
        given().post("/api/v1/enrolments/pending/stranger-3/reject").then().statusCode(204);
        String others = RequestMother.of("stranger-3");
        ask("stranger-3", others).then().statusCode(202);

        approve("stranger-3", seen)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:oee-suite:problem:enrolment-of-another-key"));
        given().post("/api/v1/enrolments/pending/stranger-3/approve").then().statusCode(400);
        ask("stranger-3", others).then().statusCode(202);
        given().get("/api/v1/devices/stranger-3/certificates").then().body("size()", equalTo(0));
    }

    @Test
    void afterAnApprovalAnotherKeyMayAskOnceAnEngineerSaysSo() {
        register("stranger-4");
        ask("stranger-4", RequestMother.of("stranger-4"));
        approve("stranger-4", key("stranger-4")).then().statusCode(200);
        String next = RequestMother.of("stranger-4");
        ask("stranger-4", next).then().statusCode(409);

        given().post("/api/v1/enrolments/pending/stranger-4/reject").then().statusCode(204);

        ask("stranger-4", next).then().statusCode(202);
        approve("stranger-4", key("stranger-4")).then().statusCode(200);
        ask("stranger-4", next).then().statusCode(201);
    }

    @Test
    void whoseCertificateWasRevokedWaitsAgainAndWhatWasDecidedStaysUntilThen() throws Exception {
        register("stranger-5");
        String csr = RequestMother.of("stranger-5");
        ask("stranger-5", csr);
        String serial = approve("stranger-5", key("stranger-5")).path("serial");
        String decided = decidedAt("stranger-5");
        ask("stranger-5", csr).then().statusCode(201).body("serial", equalTo(serial));
        assertThat(decidedAt("stranger-5")).isEqualTo(decided);

        json(Map.of("reason", "key-compromise"))
                .post("/api/v1/certificates/" + serial + "/revoke")
                .then()
                .statusCode(200);

        ask("stranger-5", csr).then().statusCode(202);
        assertThat(decidedAt("stranger-5")).isNull();
    }

    @Test
    void whatIsRefusedIsAudited() {
        register("enrol-audit");
        enrolAs("enrol-audit", "oee_enrol_wrong", RequestMother.of("enrol-audit"));
        enrol(token("enrol-audit"), RequestMother.of("somebody"));

        eventually()
                .untilAsserted(() -> given().queryParam("subject", "enrol-audit")
                        .queryParam("outcome", "deny")
                        .get("/api/v1/audit")
                        .then()
                        .body("action", everyItem(equalTo("enrolment")))
                        .body("reason", hasItems("enrolment-refused", "csr-other-subject")));
    }

    @Test
    void ofAnIdThatIsNoneTheAuditRepeatsNothing() {
        register("enrol-secret");
        String token = token("enrol-secret");
        String csr = RequestMother.of("enrol-secret");

        enrolAs(token, "oee_enrol_wrong", csr).then().statusCode(401);
        enrolAs("enrol-secret two words", "oee_enrol_wrong", csr).then().statusCode(401);

        eventually()
                .untilAsserted(() -> given().queryParam("subject", "(unusable)")
                        .queryParam("action", "enrolment")
                        .get("/api/v1/audit")
                        .then()
                        .body("reason", hasItem("enrolment-refused")));
        String audit = given().queryParam("limit", 10_000).get("/api/v1/audit").asString();
        assertThat(audit).doesNotContain(token).doesNotContain("two words");
    }

    @Test
    void aTextThatNobodyCanStoreIsNoFailureOfTheService() {
        register("enrol-nul");
        String csr = "\u0000" + RequestMother.of("enrol-nul") + "\u0000";

        ask("enrol-nul", csr).then().statusCode(anyOf(equalTo(202), equalTo(400)));
        ask("enrol-\u0000", csr).then().statusCode(400);
        given().urlEncodingEnabled(false)
                .get("/api/v1/certificates?id=%00")
                .then()
                .statusCode(400)
                .body("type", containsString("unreadable-text"));
    }

    @Test
    void whoeverIsRejectedGetsNothing() {
        String csr = RequestMother.of("stranger-2");
        ask("stranger-2", csr).then().statusCode(202);

        given().post("/api/v1/enrolments/pending/stranger-2/reject").then().statusCode(204);

        ask("stranger-2", csr).then().statusCode(403);
        given().post("/api/v1/enrolments/pending/stranger-2/reject").then().statusCode(404);
        ask("stranger-2", RequestMother.of("stranger-2")).then().statusCode(202);
    }

    @Test
    void whoGuessesAtTokensIsLockedOut() {
        register("enrol-lock");
        String token = token("enrol-lock");
        String csr = RequestMother.of("enrol-lock");
        for (int i = 0; i < 5; i++) {
            enrolAs("enrol-lock", "oee_enrol_wrong" + i, csr).then().statusCode(401);
        }

        enrolAs("enrol-lock", token, csr)
                .then()
                .statusCode(429)
                .body("type", equalTo("urn:oee-suite:problem:locked-out"));
        given().get("/api/v1/lock-outs").then().body("client", hasItem("enrol-lock"));

        given().delete("/api/v1/lock-outs?client=enrol-lock&address=127.0.0.1")
                .then()
                .statusCode(204);
        enrolAs("enrol-lock", token, csr).then().statusCode(201);
    }

    @Test
    void nobodyEnrolsIntoARole() {
        ask("admin_STRANGER", RequestMother.of("admin_STRANGER")).then().statusCode(403);
        ask("a/b", RequestMother.of("", RequestMother.ec("secp256r1")))
                .then()
                .statusCode(400)
                .body("type", containsString("unfit-id"));
    }

    private String decidedAt(String id) throws Exception {
        try (Connection database = openDatabase();
                PreparedStatement select =
                        database.prepareStatement("select decided_at from enrolment_request where client_id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    private static String key(String id) {
        return given().get("/api/v1/enrolments/pending").path("find { it.id == '" + id + "' }.key");
    }

    private static Response approve(String id, String key) {
        return given().queryParam("key", key).post("/api/v1/enrolments/pending/" + id + "/approve");
    }

    private static String token(String id) {
        return json(Map.of())
                .post("/api/v1/devices/" + id + "/enrolment")
                .then()
                .statusCode(201)
                .body("token", startsWith("oee_enrol_"))
                .extract()
                .path("token");
    }

    private static Response enrol(String token, String csr) {
        return json(Map.of("token", token, "csr", csr)).post("/api/v1/enrolments");
    }

    private static Response enrolAs(String id, String token, String csr) {
        return json(Map.of("id", id, "token", token, "csr", csr)).post("/api/v1/enrolments");
    }

    private static Response ask(String id, String csr) {
        return json(Map.of("id", id, "csr", csr)).post("/api/v1/enrolments");
    }
}
