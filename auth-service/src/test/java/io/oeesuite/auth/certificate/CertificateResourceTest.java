package io.oeesuite.auth.certificate;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.CallerMother;
import io.oeesuite.auth.WholeService;
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

        Response answer = Certificates.order("own-key-1", RequestMother.of("CN=own-key-1", key));

        answer.then().statusCode(201).header("Location", containsString("/api/v1/certificates/"));
        X509Certificate certificate = Pem.certificate(answer.path("certificate"));
        assertThat(certificate.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=own-key-1,O=OEE Suite");
        certificate.verify(Certificates.authority().getPublicKey());
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

        Certificates.order("cert-2", RequestMother.of("somebody"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:oee-suite:problem:csr-other-subject"))
                .body("detail", containsString("somebody"));
        Certificates.order("cert-2", "nonsense").then().statusCode(400).body("type", containsString("csr-unreadable"));
        Certificates.order("nobody-here", RequestMother.of("nobody-here"))
                .then()
                .statusCode(404);
        Certificates.order("Edge_LOOKALIKE", RequestMother.of("Edge_LOOKALIKE"))
                .then()
                .statusCode(400)
                .body("type", containsString("unfit-id"));
        json(Map.of("csr", RequestMother.of("cert-2"), "profile", "service"))
                .post("/api/v1/devices/cert-2/certificates")
                .then()
                .statusCode(400)
                .body("type", containsString("bad-parameter"));
        given().post("/api/v1/devices/cert-2/disable").then().statusCode(200);
        Certificates.order("cert-2", RequestMother.of("cert-2")).then().statusCode(409);
    }

    @Test
    void anEdgeNodeAndAServiceNeedNoEntry() {
        Certificates.order("edge_CERT", RequestMother.of("edge_CERT"))
                .then()
                .statusCode(201)
                .body("profile", equalTo("edge"));
        Certificates.order("scada_CERT", RequestMother.of("scada_CERT"))
                .then()
                .statusCode(201)
                .body("profile", equalTo("service"));
    }

    @Test
    void aSerialIsFoundHoweverItIsWritten() {
        String serial = Certificates.order("edge_SERIAL", RequestMother.of("edge_SERIAL"))
                .path("serial");

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
        String serial = Certificates.order("edge_PREVIOUS-1", RequestMother.of("edge_PREVIOUS-1"))
                .path("serial");
        execute("update auth.certificate set authority = 'of another key' where serial = ?", serial);

        given().get("/api/v1/certificates/" + serial)
                .then()
                .statusCode(200)
                .body("certificate", startsWith("-----BEGIN CERTIFICATE-----"))
                .body("chain", nullValue());
    }

    @Test
    void whatEndsSoonIsListedCountedAndTold() throws Exception {
        String serial = Certificates.order("dashboard_SOON", RequestMother.of("dashboard_SOON"))
                .path("serial");
        Certificates.order("edge_LATE", RequestMother.of("edge_LATE"));

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
        Certificates.order("dashboard_OTHERS", RequestMother.of("dashboard_OTHERS"))
                .then()
                .statusCode(201);
        json(Map.of("id", "cert-plant-2", "site", "PLANT-2"))
                .post("/api/v1/devices")
                .then()
                .statusCode(201);
        String own = Certificates.order("cert-plant-2", RequestMother.of("cert-plant-2"))
                .path("serial");
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
}
