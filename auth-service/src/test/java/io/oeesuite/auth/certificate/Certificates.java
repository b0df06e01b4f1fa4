package io.oeesuite.auth.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;

import io.oeesuite.auth.WholeService;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;

/** Orders certificates, and looks at what is published about them. */
final class Certificates {
    private Certificates() {}

    static Response order(String id, String csr) {
        return WholeService.json(Map.of("csr", csr)).post("/api/v1/devices/" + id + "/certificates");
    }

    static Response renew(String csr, String serial, String signature) {
        Map<String, String> body = new HashMap<>();
        body.put("csr", csr);
        body.put("serial", serial);
        body.put("signature", signature);
        return WholeService.json(body).post("/api/v1/certificates/renewals");
    }

    static X509Certificate authority() throws Exception {
        return Pem.certificate(
                given().get("/ca.crt").then().statusCode(200).extract().asString());
    }

    static X509CRL list() throws Exception {
        byte[] content = given().get("/ca.crl").then().statusCode(200).extract().asByteArray();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content));
    }
}
