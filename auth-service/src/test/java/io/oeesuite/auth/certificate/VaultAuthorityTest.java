package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The contract with Vault's PKI engine: paths, headers, fields and answers as its API documentation has them, spoken by a server of this test. A real Vault is not
 * to be had as a Maven artifact.
 */
class VaultAuthorityTest {
    private static final String TOKEN = "hvs-of-this-test";
    private static final Duration TTL = Duration.ofHours(48);

    private final ObjectMapper json = new ObjectMapper();
    private final SigningKey key = AuthorityMother.key(
            RequestMother.ec("secp256r1"), "SHA256withECDSA", Instant.now().minusSeconds(600), Duration.ofDays(30));
    private final OwnAuthority inside = new OwnAuthority(key, Optional.empty(), Instant::now);
    private final List<JsonNode> signed = new ArrayList<>();
    private final List<String> revoked = new ArrayList<>();
    private Purpose signsFor = Purpose.DEVICE;
    private boolean sealed;
    private HttpServer server;
    private VaultAuthority vault;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/pki/sign/oee-device", this::sign);
        server.createContext("/v1/pki/sign/oee-server", this::sign);
        server.createContext("/v1/pki/revoke", exchange -> {
            revoked.add(json.readTree(exchange.getRequestBody())
                    .get("serial_number")
                    .asText());
            answer(exchange, 200, "{\"data\":{\"revocation_time\":1767225600}}".getBytes(StandardCharsets.UTF_8));
        });
        server.createContext("/v1/pki/crl", exchange -> answer(exchange, 200, list()));
        server.createContext(
                "/v1/pki/ca_chain",
                exchange -> answer(exchange, 200, Pem.of(key.chain()).getBytes(StandardCharsets.US_ASCII)));
        server.start();
        URI url = URI.create("http://localhost:" + server.getAddress().getPort());
        vault = new VaultAuthority(
                new VaultAuthority.Access(url, "pki", "oee-{profile}", () -> TOKEN, Duration.ofSeconds(5)),
                HttpClient.newHttpClient());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void signsADevicesRequest() throws Exception {
        String request = RequestMother.of("press-1");

        X509Certificate certificate = vault.issue(order("press-1", Purpose.DEVICE, request));

        certificate.verify(key.certificate().getPublicKey());
        assertThat(IssuedCertificate.of(certificate).commonName()).isEqualTo("press-1");
        JsonNode asked = signed.getFirst();
        assertThat(asked.get("csr").asText()).isEqualTo(request);
        assertThat(asked.get("common_name").asText()).isEqualTo("press-1");
        assertThat(asked.get("ttl").asText()).isEqualTo("172800s");
        assertThat(asked.get("exclude_cn_from_sans").asBoolean()).isTrue();
        assertThat(vault.chain()).containsExactly(key.certificate());
    }

    @Test
    void asksForTheNamesOfAServer() {
        signsFor = Purpose.SERVER;
        String request = RequestMother.withNames(
                "CN=broker",
                new GeneralName(GeneralName.dNSName, "mqtt.oee.local"),
                new GeneralName(GeneralName.dNSName, "emqx1.local"),
                new GeneralName(GeneralName.iPAddress, "10.0.0.1"));

        vault.issue(order("broker", Purpose.SERVER, request));

        assertThat(signed.getFirst().get("alt_names").asText()).isEqualTo("mqtt.oee.local,emqx1.local");
        assertThat(signed.getFirst().get("ip_sans").asText()).isEqualTo("10.0.0.1");
    }

    @Test
    void aRoleThatSignsMoreThanWasAskedForGivesNothing() {
        signsFor = Purpose.SERVER;

        assertThatThrownBy(() -> vault.issue(order("press-1", Purpose.DEVICE, RequestMother.of("press-1"))))
                .isInstanceOf(AuthorityUnavailable.class)
                .hasMessageContaining("something else than was asked for");
        assertThat(revoked).hasSize(1);
    }

    @Test
    void revokesBySerialAndHandsOutVaultsList() throws Exception {
        vault.revoke(new Revoked(BigInteger.valueOf(0x39dd2e), Instant.now(), RevocationReason.KEY_COMPROMISE));

        assertThat(revoked).containsExactly("39:dd:2e");
        assertThat(VaultAuthority.colons(BigInteger.valueOf(0x9dd2e))).isEqualTo("09:dd:2e");
        vault.revocationList().verify(key.certificate().getPublicKey());
    }

    @Test
    void saysWhyVaultDoesNotSign() {
        sealed = true;

        assertThatThrownBy(() -> vault.issue(order("press-1", Purpose.DEVICE, RequestMother.of("press-1"))))
                .isInstanceOf(AuthorityUnavailable.class)
                .hasMessageContaining("503")
                .hasMessageContaining("Vault is sealed")
                .hasMessageNotContaining(TOKEN);
        server.stop(0);
        assertThatThrownBy(() -> vault.chain())
                .isInstanceOf(AuthorityUnavailable.class)
                .hasMessageContaining("does not answer");
    }

    private void sign(HttpExchange exchange) throws IOException {
        if (sealed
                || !exchange.getRequestMethod().equals("POST")
                || !TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            answer(exchange, 503, "{\"errors\":[\"Vault is sealed\"]}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        JsonNode body = json.readTree(exchange.getRequestBody());
        signed.add(body);
        SigningRequest request = SigningRequest.parse(body.get("csr").asText());
        String name = body.get("common_name").asText();
        List<SubjectName> names =
                body.get("alt_names").asText().isEmpty() ? List.of() : request.claim(name, Purpose.SERVER);
        var order = new CertificateOrder(name, signsFor, request, names, TTL);
        String certificate = Pem.of(inside.issue(order));
        var data = json.createObjectNode();
        data.putObject("data").put("certificate", certificate).put("issuing_ca", Pem.of(key.chain()));
        answer(exchange, 200, json.writeValueAsBytes(data));
    }

    private byte[] list() {
        try {
            return inside.revocationList(new RevocationListOrder(
                            3, Instant.now(), Instant.now().plusSeconds(60), List.of()))
                    .getEncoded();
        } catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static CertificateOrder order(String id, Purpose purpose, String request) {
        return CertificateOrder.of(id, purpose, SigningRequest.parse(request), TTL);
    }
}
