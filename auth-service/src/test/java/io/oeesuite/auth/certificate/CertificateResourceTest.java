package io.oeesuite.auth.certificate;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.CallerMother;
import io.oeesuite.auth.WholeService;
import io.oeesuite.auth.broker.Broker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class CertificateResourceTest extends WholeService {
    @Inject
    CertificateDesk desk;

    @Test
    void aDeviceGetsACertificateForItsOwnKey() throws Exception {
        register("own-key-1");
        KeyPair key = RequestMother.ec("secp256r1");

        Response answer = order("own-key-1", RequestMother.of("CN=own-key-1", key));

        answer.then().statusCode(201).header("Location", containsString("/api/v1/certificates/"));
        X509Certificate certificate = Pem.certificate(answer.path("certificate"));
        assertThat(certificate.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=own-key-1,O=OEE Suite");
        certificate.verify(authority().getPublicKey());
        assertThat(answer.<String>path("profile")).isEqualTo("device");
        given().get("/api/v1/certificates/" + answer.path("serial"))
                .then()
                .statusCode(200)
                .body("status", equalTo("good"))
                .body("certificate", startsWith("-----BEGIN CERTIFICATE-----"));
    }

    @Test
    void whatIsWrongWithARequestIsSaid() {
        register("cert-2");

        order("cert-2", RequestMother.of("somebody"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:oee-suite:problem:csr-other-subject"))
                .body("detail", containsString("somebody"));
        order("cert-2", "nonsense").then().statusCode(400).body("type", containsString("csr-unreadable"));
        order("nobody-here", RequestMother.of("nobody-here")).then().statusCode(404);
        order("Edge_LOOKALIKE", RequestMother.of("Edge_LOOKALIKE"))
                .then()
                .statusCode(400)
                .body("type", containsString("unfit-id"));
        json(Map.of("csr", RequestMother.of("cert-2"), "profile", "service"))
                .post("/api/v1/devices/cert-2/certificates")
                .then()
                .statusCode(400)
                .body("type", containsString("bad-parameter"));
        given().post("/api/v1/devices/cert-2/disable").then().statusCode(200);
        order("cert-2", RequestMother.of("cert-2")).then().statusCode(409);
    }

    @Test
    void anEdgeNodeAndAServiceNeedNoEntry() {
        order("edge_CERT", RequestMother.of("edge_CERT")).then().statusCode(201).body("profile", equalTo("edge"));
        order("scada_CERT", RequestMother.of("scada_CERT"))
                .then()
                .statusCode(201)
                .body("profile", equalTo("service"));
    }

    @Test
    void aRevokedCertificateIsOnTheListAtOnce() throws Exception {
        order("edge_R1", RequestMother.of("edge_R1"));
        String stolen = order("edge_R2", RequestMother.of("edge_R2")).path("serial");
        X509CRL before = list();

        json(Map.of("reason", "key-compromise"))
                .post("/api/v1/certificates/" + stolen + "/revoke")
                .then()
                .statusCode(200)
                .body("status", equalTo("revoked"))
                .body("reason", equalTo("key-compromise"));

        X509CRL after = list();
        after.verify(authority().getPublicKey());
        assertThat(after.getRevokedCertificate(new BigInteger(stolen, 16))).isNotNull();
        assertThat(before.getRevokedCertificate(new BigInteger(stolen, 16))).isNull();
        assertThat(number(after)).isGreaterThan(number(before));
        json(Map.of("reason", "superseded"))
                .post("/api/v1/certificates/" + stolen + "/revoke")
                .then()
                .statusCode(200)
                .body("reason", equalTo("key-compromise"));
        json(Map.of("reason", "because"))
                .post("/api/v1/certificates/" + stolen + "/revoke")
                .then()
                .statusCode(400);
        json(Map.of()).post("/api/v1/certificates/abc123/revoke").then().statusCode(404);
    }

    @Test
    void theListMayBeCachedForAMinuteAndIsThereAsTextToo() {
        Response first = given().get("/ca.crl");

        first.then()
                .statusCode(200)
                .contentType("application/pkix-crl")
                .header("Cache-Control", containsString("max-age=60"));
        String text =
                given().get("/ca.crl.pem").then().statusCode(200).extract().asString();
        assertThat(text).startsWith("-----BEGIN X509 CRL-----");
        eventually().untilAsserted(() -> {
            String tag = given().get("/ca.crl").header("ETag");
            given().header("If-None-Match", tag).get("/ca.crl").then().statusCode(304);
        });
    }

    /** What another replica does is seen in the database only. */
    @Test
    void whatAnotherReplicaRevokedIsOnTheListToo() throws Exception {
        String serial = order("edge_REPLICA", RequestMother.of("edge_REPLICA")).path("serial");
        list();

        execute("update auth.certificate set revoked_at = now(), reason = 'key-compromise' where serial = ?", serial);
        execute(
                "update auth.revocation_list set changed = true where authority in (select authority from auth.certificate where serial = ?)",
                serial);

        eventually()
                .untilAsserted(() -> assertThat(list().getRevokedCertificate(new BigInteger(serial, 16)))
                        .isNotNull());
    }

    @Test
    void theOldOneStaysGoodBesideTheNewOneUntilItsOverlapEnds() throws Exception {
        String first = order("edge_RENEW", RequestMother.of("edge_RENEW")).path("serial");
        String second = order("edge_RENEW", RequestMother.of("edge_RENEW")).path("serial");

        given().get("/api/v1/certificates/" + first)
                .then()
                .body("status", equalTo("superseded"))
                .body("supersededBy", equalTo(second));
        assertThat(list().getRevokedCertificate(new BigInteger(first, 16))).isNull();

        execute("update auth.certificate set revoke_at = now() where serial = ?", first);

        eventually()
                .untilAsserted(() -> given().get("/api/v1/certificates/" + first)
                        .then()
                        .body("status", equalTo("revoked"))
                        .body("reason", equalTo("superseded")));
        eventually()
                .untilAsserted(() -> assertThat(list().getRevokedCertificate(new BigInteger(first, 16)))
                        .isNotNull());
        given().get("/api/v1/certificates/" + second).then().body("status", equalTo("good"));
    }

    @Test
    void aDeviceRenewsWithTheKeyItHas() throws Exception {
        register("renew-1");
        KeyPair current = RequestMother.ec("secp256r1");
        String serial =
                order("renew-1", RequestMother.of("CN=renew-1", current)).path("serial");
        KeyPair next = RequestMother.ec("secp256r1");
        String csr = RequestMother.of("CN=renew-1", next);

        Response answer = renew(csr, serial, RequestMother.sign(current, csr));

        answer.then().statusCode(200).body("id", equalTo("renew-1"));
        assertThat(Pem.certificate(answer.path("certificate")).getPublicKey()).isEqualTo(next.getPublic());
        renew(csr, serial, RequestMother.sign(current, csr))
                .then()
                .statusCode(200)
                .body("serial", equalTo(answer.path("serial")));
        String another = RequestMother.of("renew-1");
        renew(another, serial, RequestMother.sign(current, another)).then().statusCode(409);
    }

    @Test
    void whoRenewsInALoopIsStopped() throws Exception {
        register("renew-5");
        KeyPair key = RequestMother.ec("secp256r1");
        String serial = order("renew-5", RequestMother.of("CN=renew-5", key)).path("serial");
        for (int i = 0; i < 10; i++) {
            KeyPair next = RequestMother.ec("secp256r1");
            String csr = RequestMother.of("CN=renew-5", next);
            serial = renew(csr, serial, RequestMother.sign(key, csr))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("serial");
            key = next;
        }

        String csr = RequestMother.of("renew-5");
        renew(csr, serial, RequestMother.sign(key, csr))
                .then()
                .statusCode(429)
                .body("type", equalTo("urn:oee-suite:problem:too-many-renewals"));
        order("renew-5", csr).then().statusCode(201);
    }

    @Test
    void ofTheSameRenewalManyTimesAtOnceThereIsOneCertificate() throws Exception {
        register("renew-6");
        KeyPair key = RequestMother.ec("secp256r1");
        String serial = order("renew-6", RequestMother.of("CN=renew-6", key)).path("serial");
        String csr = RequestMother.of("renew-6");
        String signature = RequestMother.sign(key, csr);
        Callable<String> attempt = () ->
                renew(csr, serial, signature).then().statusCode(200).extract().path("serial");

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            assertThat(threads.invokeAll(Collections.nCopies(8, attempt)).stream()
                            .map(Future::resultNow)
                            .distinct())
                    .hasSize(1);
        }
        given().get("/api/v1/devices/renew-6/certificates").then().body("size()", equalTo(2));
    }

    @Test
    void aRefusedRenewalIsAuditedWithItsOwner() throws Exception {
        register("renew-7");
        String serial = order("renew-7", RequestMother.of("renew-7")).path("serial");

        renew(RequestMother.of("renew-7"), serial, "no signature").then().statusCode(401);

        eventually()
                .untilAsserted(() -> given().queryParam("subject", "renew-7")
                        .queryParam("action", "renewal")
                        .get("/api/v1/audit")
                        .then()
                        .body("reason", equalTo(List.of("renewal-refused")))
                        .body("outcome", equalTo(List.of("deny"))));
    }

    @Test
    void whoseCertificatesWereAllRevokedIsNotLetInByBrokersThatAsk() throws Exception {
        String first = order("edge_STOLEN-1", RequestMother.of("edge_STOLEN-1")).path("serial");
        assertThat(Broker.byCertificate("edge_STOLEN-1", "edge_STOLEN-1")).isEqualTo("allow");

        json(Map.of("reason", "key-compromise"))
                .post("/api/v1/certificates/" + first + "/revoke")
                .then()
                .statusCode(200);

        assertThat(Broker.byCertificate("edge_STOLEN-1", "edge_STOLEN-1")).isEqualTo("deny");
        eventually()
                .untilAsserted(() -> given().queryParam("subject", "edge_STOLEN-1")
                        .queryParam("action", "authenticate")
                        .get("/api/v1/audit")
                        .then()
                        .body("reason", hasItem("certificate-revoked")));
        order("edge_STOLEN-1", RequestMother.of("edge_STOLEN-1")).then().statusCode(201);
        eventually()
                .untilAsserted(() -> assertThat(Broker.byCertificate("edge_STOLEN-1", "edge_STOLEN-1"))
                        .as("the list tells them apart")
                        .isEqualTo("allow"));
    }

    /** As after a rotation of the authority's key. */
    @Test
    void whatTheAuthorityBeforeHasSignedIsRevokedOnItsOwnList() throws Exception {
        X509Certificate before =
                Pem.certificate(Files.readString(servers.certificates().folder().resolve("previous/ca.crt")));
        String serial = order("edge_ROTATED", RequestMother.of("edge_ROTATED")).path("serial");
        execute(
                "update auth.certificate set authority = encode(sha256(decode('"
                        + HexFormat.of().formatHex(before.getPublicKey().getEncoded())
                        + "', 'hex')), 'hex') where serial = ?",
                serial);

        json(Map.of("reason", "key-compromise"))
                .post("/api/v1/certificates/" + serial + "/revoke")
                .then()
                .statusCode(200);

        List<? extends CRL> lists = CertificateFactory.getInstance("X.509")
                .generateCRLs(
                        new ByteArrayInputStream(given().get("/ca.crl.pem").asByteArray()))
                .stream()
                .toList();
        assertThat(lists).hasSize(2);
        X509CRL now = (X509CRL) lists.getFirst();
        X509CRL previous = (X509CRL) lists.getLast();
        now.verify(authority().getPublicKey());
        previous.verify(before.getPublicKey());
        assertThat(previous.getRevokedCertificate(new BigInteger(serial, 16))).isNotNull();
        assertThat(now.getRevokedCertificate(new BigInteger(serial, 16))).isNull();
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(before.getPublicKey().getEncoded()));
        assertThat(given().get("/ca.crl?of=" + name.substring(0, 16)).asByteArray())
                .as("where its certificates say that it is")
                .isEqualTo(previous.getEncoded());
        given().get("/ca.crl?of=" + "0".repeat(16)).then().statusCode(404);
    }

    @Test
    void oneThatNobodyHereCanListIsRevokedAllTheSame() throws Exception {
        String serial =
                order("edge_FORGOTTEN", RequestMother.of("edge_FORGOTTEN")).path("serial");
        execute("update auth.certificate set authority = 'a key that is gone' where serial = ?", serial);

        json(Map.of())
                .post("/api/v1/certificates/" + serial + "/revoke")
                .then()
                .statusCode(200)
                .body("status", equalTo("revoked"));

        assertThat(Broker.byCertificate("edge_FORGOTTEN", "edge_FORGOTTEN")).isEqualTo("deny");
    }

    @Test
    void nobodyRenewsWithoutTheKey() throws Exception {
        register("renew-2");
        register("renew-3");
        KeyPair key = RequestMother.ec("secp256r1");
        String serial = order("renew-2", RequestMother.of("CN=renew-2", key)).path("serial");
        String csr = RequestMother.of("renew-2");

        renew(csr, serial, RequestMother.sign(RequestMother.ec("secp256r1"), csr))
                .then()
                .statusCode(401);
        renew(csr, serial, "no signature").then().statusCode(401);
        renew(csr, "123abc", RequestMother.sign(key, csr)).then().statusCode(401);
        String other = RequestMother.of("renew-3");
        renew(other, serial, RequestMother.sign(key, other))
                .then()
                .statusCode(400)
                .body("type", containsString("csr-other-subject"));
        json(Map.of("reason", "key-compromise")).post("/api/v1/certificates/" + serial + "/revoke");
        renew(csr, serial, RequestMother.sign(key, csr)).then().statusCode(401);
    }

    @Test
    void aSerialIsFoundHoweverItIsWritten() {
        String serial = order("edge_SERIAL", RequestMother.of("edge_SERIAL")).path("serial");

        for (String written :
                List.of("00" + serial.toUpperCase(Locale.ROOT), VaultAuthority.colons(new BigInteger(serial, 16)))) {
            given().get("/api/v1/certificates/" + written)
                    .then()
                    .statusCode(200)
                    .body("serial", equalTo(serial))
                    .body("chain", startsWith("-----BEGIN CERTIFICATE-----"));
        }
        given().get("/api/v1/certificates/nonsense").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get("/api/v1/certificates/ab%00")
                .then()
                .statusCode(404);
    }

    @Test
    void oneOfAnAuthorityThatIsNoMoreIsShownWithoutAChain() throws Exception {
        String serial =
                order("edge_PREVIOUS-1", RequestMother.of("edge_PREVIOUS-1")).path("serial");
        execute("update auth.certificate set authority = 'of another key' where serial = ?", serial);

        given().get("/api/v1/certificates/" + serial)
                .then()
                .statusCode(200)
                .body("certificate", startsWith("-----BEGIN CERTIFICATE-----"))
                .body("chain", nullValue());
    }

    @Test
    void whoIsRemovedHasNoCertificateAnyMore() throws Exception {
        for (String id : List.of("removed-1", "edge_REMOVED")) {
            register(id);
            KeyPair key = RequestMother.ec("secp256r1");
            String first = order(id, RequestMother.of(id)).path("serial");
            String second = order(id, RequestMother.of("CN=" + id, key)).path("serial");

            given().delete("/api/v1/devices/" + id).then().statusCode(204);

            for (String serial : List.of(first, second)) {
                given().get("/api/v1/certificates/" + serial)
                        .then()
                        .body("status", equalTo("revoked"))
                        .body("reason", equalTo("cessation-of-operation"));
                eventually()
                        .untilAsserted(() -> assertThat(list().getRevokedCertificate(new BigInteger(serial, 16)))
                                .isNotNull());
            }
            String csr = RequestMother.of(id);
            renew(csr, second, RequestMother.sign(key, csr)).then().statusCode(401);
        }
    }

    @Test
    void whoIsRegisteredNoMoreDoesNotRenew() throws Exception {
        register("renew-4");
        KeyPair key = RequestMother.ec("secp256r1");
        String serial = order("renew-4", RequestMother.of("CN=renew-4", key)).path("serial");
        // not by this service, which would have revoked the certificate
        execute("delete from auth.device where id = ?", "renew-4");
        eventually()
                .untilAsserted(
                        () -> given().get("/api/v1/devices/renew-4").then().statusCode(404));

        String csr = RequestMother.of("renew-4");
        renew(csr, serial, RequestMother.sign(key, csr)).then().statusCode(401);
    }

    @Test
    void whatEndsSoonIsListedCountedAndTold() throws Exception {
        String serial =
                order("dashboard_SOON", RequestMother.of("dashboard_SOON")).path("serial");
        order("edge_LATE", RequestMother.of("edge_LATE"));

        given().get("/api/v1/certificates?expiresWithin=7d&limit=1000")
                .then()
                .statusCode(200)
                .body("serial", hasItem(serial))
                .body("id", not(hasItem("edge_LATE")));
        given().get("/api/v1/certificates?limit=1000").then().body("id", hasItems("dashboard_SOON", "edge_LATE"));
        for (String within :
                List.of("soon", "-1d", "PT-1H", "99999d", "PT2562047788015215H", "PT9999999999999999999H")) {
            given().queryParam("expiresWithin", within)
                    .get("/api/v1/certificates")
                    .then()
                    .statusCode(400)
                    .body("type", containsString("bad-parameter"));
        }
        String csv = given().accept("text/csv")
                .get("/api/v1/certificates?expiresWithin=7d")
                .asString();
        assertThat(csv).startsWith("id,profile,status,notAfter").contains("\r\ndashboard_SOON,service,good,");
        eventually()
                .untilAsserted(() -> assertThat(count(
                                "select count(*) from auth.audit where action = 'certificate-expiring' and subject = ?",
                                "dashboard_SOON"))
                        .isEqualTo(1));
        eventually()
                .untilAsserted(() -> assertThat(metric("oee_auth_certificates_expiring{within=\"7d\""))
                        .isGreaterThanOrEqualTo(1));
        assertThat(metric("oee_auth_ca_expiry_days")).isGreaterThan(3000);
        assertThat(metric("oee_auth_crl_expiry_days")).isBetween(0.4, 1.0);
    }

    /** Others', which end earlier, must not fill the page. */
    @Test
    void aPageHasTheCertificatesOfTheCallersSitesOnly() {
        order("dashboard_OTHERS", RequestMother.of("dashboard_OTHERS")).then().statusCode(201);
        json(Map.of("id", "cert-plant-2", "site", "PLANT-2"))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        String own = order("cert-plant-2", RequestMother.of("cert-plant-2")).path("serial");
        var first = new CertificateFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.now(),
                1);

        assertThat(desk.list(CallerMother.OF_PLANT_2, first))
                .extracting(StoredCertificate::serial)
                .containsExactly(own);
        assertThat(desk.list(CallerMother.OF_ALL_SITES, first))
                .extracting(StoredCertificate::serial)
                .doesNotContain(own);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotRecorded() {
        SigningKey foreign = AuthorityMother.key();

        json(Map.of("certificate", Pem.of(foreign.chain())))
                .post("/api/v1/certificates")
                .then()
                .statusCode(400)
                .body("type", containsString("certificate-of-another-authority"));
    }

    private static Response order(String id, String csr) {
        return json(Map.of("csr", csr)).post("/api/v1/devices/" + id + "/certificates");
    }

    private static Response renew(String csr, String serial, String signature) {
        Map<String, String> body = new HashMap<>();
        body.put("csr", csr);
        body.put("serial", serial);
        body.put("signature", signature);
        return json(body).post("/api/v1/certificates/renewals");
    }

    private static X509Certificate authority() throws Exception {
        return Pem.certificate(
                given().get("/ca.crt").then().statusCode(200).extract().asString());
    }

    private static X509CRL list() throws Exception {
        byte[] content = given().get("/ca.crl").then().statusCode(200).extract().asByteArray();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content));
    }

    private static long number(X509CRL list) {
        byte[] value = list.getExtensionValue("2.5.29.20");
        return new BigInteger(Arrays.copyOfRange(value, 4, value.length)).longValue();
    }

    private static double metric(String begin) {
        List<Double> values = given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
        assertThat(values).as(begin).isNotEmpty();
        return values.getFirst();
    }

    private int count(String sql, String value) throws SQLException {
        try (Connection database = openDatabase();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void execute(String sql, String value) throws SQLException {
        try (Connection database = openDatabase();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setString(1, value);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
