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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
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

/** What is no longer good, and who learns of it how. */
@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class RevocationTest extends WholeService {
    @Test
    void aRevokedCertificateIsOnTheListAtOnce() throws Exception {
        Certificates.order("edge_R1", RequestMother.of("edge_R1"));
        String stolen =
                Certificates.order("edge_R2", RequestMother.of("edge_R2")).path("serial");
        X509CRL before = Certificates.list();

        json(Map.of("reason", "key-compromise"))
                .post("/api/v1/certificates/" + stolen + "/revoke")
                .then()
                .statusCode(200)
                .body("status", equalTo("revoked"))
                .body("reason", equalTo("key-compromise"));

        X509CRL after = Certificates.list();
        after.verify(Certificates.authority().getPublicKey());
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

    /** Brokers keep to the list with the largest number that they have seen. */
    @Test
    void aBackupThatIsPutBackDoesNotMakeListsOlder() throws Exception {
        Certificates.order("edge_BACKUP", RequestMother.of("edge_BACKUP"));
        X509CRL published = Certificates.list();
        String authority = KeyHash.of(Certificates.authority());

        execute("update auth.revocation_list set number = 3, changed = true where authority = ?", authority);

        eventually()
                .untilAsserted(
                        () -> assertThat(Certificates.list().getThisUpdate()).isAfter(published.getThisUpdate()));
        assertThat(number(Certificates.list())).isGreaterThan(number(published));
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
        String serial = Certificates.order("edge_REPLICA", RequestMother.of("edge_REPLICA"))
                .path("serial");
        Certificates.list();

        execute("update auth.certificate set revoked_at = now(), reason = 'key-compromise' where serial = ?", serial);
        execute(
                "update auth.revocation_list set changed = true where authority in (select authority from auth.certificate where serial = ?)",
                serial);

        eventually()
                .untilAsserted(() -> assertThat(Certificates.list().getRevokedCertificate(new BigInteger(serial, 16)))
                        .isNotNull());
    }

    @Test
    void theOldOneStaysGoodBesideTheNewOneUntilItsOverlapEnds() throws Exception {
        String first =
                Certificates.order("edge_RENEW", RequestMother.of("edge_RENEW")).path("serial");
        String second =
                Certificates.order("edge_RENEW", RequestMother.of("edge_RENEW")).path("serial");

        given().get("/api/v1/certificates/" + first)
                .then()
                .body("status", equalTo("superseded"))
                .body("supersededBy", equalTo(second));
        assertThat(Certificates.list().getRevokedCertificate(new BigInteger(first, 16)))
                .isNull();

        execute("update auth.certificate set revoke_at = now() where serial = ?", first);

        eventually()
                .untilAsserted(() -> given().get("/api/v1/certificates/" + first)
                        .then()
                        .body("status", equalTo("revoked"))
                        .body("reason", equalTo("superseded")));
        eventually()
                .untilAsserted(() -> assertThat(Certificates.list().getRevokedCertificate(new BigInteger(first, 16)))
                        .isNotNull());
        given().get("/api/v1/certificates/" + second).then().body("status", equalTo("good"));
    }

    @Test
    void whoseCertificatesWereAllRevokedIsNotLetInByBrokersThatAsk() throws Exception {
        String first = Certificates.order("edge_STOLEN-1", RequestMother.of("edge_STOLEN-1"))
                .path("serial");
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
        Certificates.order("edge_STOLEN-1", RequestMother.of("edge_STOLEN-1"))
                .then()
                .statusCode(201);
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
        String serial = Certificates.order("edge_ROTATED", RequestMother.of("edge_ROTATED"))
                .path("serial");
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
        now.verify(Certificates.authority().getPublicKey());
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
        String serial = Certificates.order("edge_FORGOTTEN", RequestMother.of("edge_FORGOTTEN"))
                .path("serial");
        execute("update auth.certificate set authority = 'a key that is gone' where serial = ?", serial);

        json(Map.of())
                .post("/api/v1/certificates/" + serial + "/revoke")
                .then()
                .statusCode(200)
                .body("status", equalTo("revoked"));

        assertThat(Broker.byCertificate("edge_FORGOTTEN", "edge_FORGOTTEN")).isEqualTo("deny");
    }

    @Test
    void whoIsRemovedHasNoCertificateAnyMore() throws Exception {
        for (String id : List.of("removed-1", "edge_REMOVED")) {
            register(id);
            KeyPair key = RequestMother.ec("secp256r1");
            String first = Certificates.order(id, RequestMother.of(id)).path("serial");
            String second =
                    Certificates.order(id, RequestMother.of("CN=" + id, key)).path("serial");

            given().delete("/api/v1/devices/" + id).then().statusCode(204);

            for (String serial : List.of(first, second)) {
                given().get("/api/v1/certificates/" + serial)
                        .then()
                        .body("status", equalTo("revoked"))
                        .body("reason", equalTo("cessation-of-operation"));
                eventually()
                        .untilAsserted(
                                () -> assertThat(Certificates.list().getRevokedCertificate(new BigInteger(serial, 16)))
                                        .isNotNull());
            }
            String csr = RequestMother.of(id);
            Certificates.renew(csr, second, RequestMother.sign(key, csr)).then().statusCode(401);
        }
    }

    private static long number(X509CRL list) {
        byte[] value = list.getExtensionValue("2.5.29.20");
        return new BigInteger(Arrays.copyOfRange(value, 4, value.length)).longValue();
    }
}
