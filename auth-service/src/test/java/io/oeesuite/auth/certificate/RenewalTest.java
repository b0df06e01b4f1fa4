package io.oeesuite.auth.certificate;

import java.security.KeyPair;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import io.oeesuite.auth.AuthServers;
import io.oeesuite.auth.WholeService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** How a device gets its next certificate with its current one. */
@QuarkusTest
@QuarkusTestResource(AuthServers.class)
class RenewalTest extends WholeService {
    @Test
    void aDeviceRenewsWithTheKeyItHas() throws Exception {
        register("renew-1");
        KeyPair current = RequestMother.ec("secp256r1");
        String serial = Certificates.order("renew-1", RequestMother.of("CN=renew-1", current))
                .path("serial");
        KeyPair next = RequestMother.ec("secp256r1");
        String csr = RequestMother.of("CN=renew-1", next);

        Response answer = Certificates.renew(csr, serial, RequestMother.sign(current, csr));

        answer.then().statusCode(200).body("id", equalTo("renew-1"));
        assertThat(Pem.certificate(answer.path("certificate")).getPublicKey()).isEqualTo(next.getPublic());
        Certificates.renew(csr, serial, RequestMother.sign(current, csr))
                .then()
                .statusCode(200)
                .body("serial", equalTo(answer.path("serial")));
        String another = RequestMother.of("renew-1");
        Certificates.renew(another, serial, RequestMother.sign(current, another))
                .then()
                .statusCode(409);
    }

    @Test
    void whoRenewsInALoopIsStopped() throws Exception {
        register("renew-5");
        KeyPair key = RequestMother.ec("secp256r1");
        String serial = Certificates.order("renew-5", RequestMother.of("CN=renew-5", key))
                .path("serial");
        for (int i = 0; i < 10; i++) {
            KeyPair next = RequestMother.ec("secp256r1");
            String csr = RequestMother.of("CN=renew-5", next);
            serial = Certificates.renew(csr, serial, RequestMother.sign(key, csr))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("serial");
            key = next;
        }

        String csr = RequestMother.of("renew-5");
        Certificates.renew(csr, serial, RequestMother.sign(key, csr))
                .then()
                .statusCode(429)
                .body("type", equalTo("urn:oee-suite:problem:too-many-renewals"));
        Certificates.order("renew-5", csr).then().statusCode(201);
    }

    @Test
    void ofTheSameRenewalManyTimesAtOnceThereIsOneCertificate() throws Exception {
        register("renew-6");
        KeyPair key = RequestMother.ec("secp256r1");
        String serial = Certificates.order("renew-6", RequestMother.of("CN=renew-6", key))
                .path("serial");
        String csr = RequestMother.of("renew-6");
        String signature = RequestMother.sign(key, csr);
        Callable<String> attempt = () -> Certificates.renew(csr, serial, signature)
                .then()
                .statusCode(200)
                .extract()
                .path("serial");

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
        String serial =
                Certificates.order("renew-7", RequestMother.of("renew-7")).path("serial");

        Certificates.renew(RequestMother.of("renew-7"), serial, "no signature")
                .then()
                .statusCode(401);

        eventually()
                .untilAsserted(() -> given().queryParam("subject", "renew-7")
                        .queryParam("action", "renewal")
                        .get("/api/v1/audit")
                        .then()
                        .body("reason", equalTo(List.of("renewal-refused")))
                        .body("outcome", equalTo(List.of("deny"))));
    }

    @Test
    void nobodyRenewsWithoutTheKey() throws Exception {
        register("renew-2");
        register("renew-3");
        KeyPair key = RequestMother.ec("secp256r1");
        String serial = Certificates.order("renew-2", RequestMother.of("CN=renew-2", key))
                .path("serial");
        String csr = RequestMother.of("renew-2");

        Certificates.renew(csr, serial, RequestMother.sign(RequestMother.ec("secp256r1"), csr))
                .then()
                .statusCode(401);
        Certificates.renew(csr, serial, "no signature").then().statusCode(401);
        Certificates.renew(csr, "123abc", RequestMother.sign(key, csr)).then().statusCode(401);
        String other = RequestMother.of("renew-3");
        Certificates.renew(other, serial, RequestMother.sign(key, other))
                .then()
                .statusCode(400)
                .body("type", containsString("csr-other-subject"));
        json(Map.of("reason", "key-compromise")).post("/api/v1/certificates/" + serial + "/revoke");
        Certificates.renew(csr, serial, RequestMother.sign(key, csr)).then().statusCode(401);
    }

    @Test
    void whoIsRegisteredNoMoreDoesNotRenew() throws Exception {
        register("renew-4");
        KeyPair key = RequestMother.ec("secp256r1");
        String serial = Certificates.order("renew-4", RequestMother.of("CN=renew-4", key))
                .path("serial");
        // not by this service, which would have revoked the certificate
        execute("delete from auth.device where id = ?", "renew-4");
        eventually()
                .untilAsserted(
                        () -> given().get("/api/v1/devices/renew-4").then().statusCode(404));

        String csr = RequestMother.of("renew-4");
        Certificates.renew(csr, serial, RequestMother.sign(key, csr)).then().statusCode(401);
    }
}
