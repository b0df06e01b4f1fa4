package io.oeesuite.auth.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Vault's PKI secrets engine signs (OpenBao's is the same), by {@code POST /v1/{mount}/sign/{role}}; it keeps the revocation list too. The request is checked here
 * before, and what comes back is compared with what was asked for: a role that is too generous does not widen what a device gets.
 */
final class VaultAuthority implements CertificateAuthority {
    private static final int HTTP_OK = 200;
    private static final int HTTP_NO_CONTENT = 204;

    private final Access access;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param mount path of the engine
     * @param role it signs with; {@code {profile}} stands for the profile
     * @param token asked for with each request
     */
    record Access(URI url, String mount, String role, Supplier<String> token, Duration timeout) {}

    VaultAuthority(Access access, HttpClient http) {
        this.access = access;
        this.http = http;
    }

    @Override
    public X509Certificate issue(CertificateOrder order) {
        ObjectNode body = json.createObjectNode();
        body.put("csr", order.request().pem());
        body.put("common_name", order.id());
        body.put("alt_names", names(order.names(), SubjectName.Host.class));
        body.put("ip_sans", names(order.names(), SubjectName.Address.class));
        body.put("exclude_cn_from_sans", true);
        body.put("ttl", order.validity().toSeconds() + "s");
        body.put("format", "pem");
        String role = access.role().replace("{profile}", order.purpose().text());
        JsonNode data = post("sign/" + role, body).path("data");
        try {
            X509Certificate certificate =
                    Pem.certificate(data.path("certificate").asText());
            return checked(certificate, order);
        } catch (GeneralSecurityException unreadable) {
            throw new AuthorityUnavailable(
                    "Vault at " + access.url() + " sent no certificate: " + unreadable.getMessage());
        }
    }

    private X509Certificate checked(X509Certificate certificate, CertificateOrder order)
            throws GeneralSecurityException {
        IssuedCertificate issued = IssuedCertificate.of(certificate);
        List<String> usage = certificate.getExtendedKeyUsage();
        String wanted = order.purpose().extendedKeyUsage().getId();
        if (!issued.commonName().equals(order.id())
                || certificate.getBasicConstraints() >= 0
                || !List.of(wanted).equals(usage)
                || !issued.names()
                        .equals(order.names().stream()
                                .map(SubjectName::text)
                                .sorted()
                                .toList())) {
            revoke(new Revoked(certificate.getSerialNumber(), Instant.EPOCH, RevocationReason.UNSPECIFIED));
            throw new AuthorityUnavailable("Vault's role "
                    + access.role().replace("{profile}", order.purpose().text())
                    + " signed something else than was asked for: subject " + certificate.getSubjectX500Principal()
                    + ", extended key usage " + usage
                    + ", names " + issued.names() + ". It was revoked. Set the role up for the profile "
                    + order.purpose().text()
                    + " (client_flag, server_flag, key_usage, use_csr_common_name, use_csr_sans).");
        }
        return certificate;
    }

    @Override
    public void revoke(Revoked revoked) {
        ObjectNode body = json.createObjectNode();
        body.put("serial_number", colons(revoked.serial()));
        post("revoke", body);
    }

    /** What is no longer good, as it knows by itself. */
    X509CRL revocationList() {
        byte[] content = send(request("crl").GET());
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content));
        } catch (GeneralSecurityException unreadable) {
            throw new AuthorityUnavailable(
                    "Vault at " + access.url() + " sent no revocation list: " + unreadable.getMessage());
        }
    }

    @Override
    public List<X509Certificate> chain() {
        byte[] content = send(request("ca_chain").GET());
        try {
            List<X509Certificate> chain = Pem.certificates(new String(content, StandardCharsets.US_ASCII));
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (GeneralSecurityException unreadable) {
            throw new AuthorityUnavailable("Vault at " + access.url() + " sent no chain: " + unreadable.getMessage());
        }
        throw new AuthorityUnavailable(
                "Vault at " + access.url() + " has no chain in " + access.mount() + "/ca_chain.");
    }

    private static String names(List<SubjectName> names, Class<? extends SubjectName> kind) {
        return names.stream()
                .filter(kind::isInstance)
                .map(name -> name.text().substring(name.text().indexOf(':') + 1))
                .collect(Collectors.joining(","));
    }

    /** As Vault writes serial numbers: {@code 39:dd:2e}. */
    static String colons(BigInteger serial) {
        String hex = serial.toString(16);
        String even = hex.length() % 2 == 0 ? hex : "0" + hex;
        return even.replaceAll("..(?!$)", "$0:");
    }

    private JsonNode post(String path, ObjectNode body) {
        byte[] content = send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
        try {
            return json.readTree(content);
        } catch (IOException malformed) {
            throw new AuthorityUnavailable("Vault at " + access.url() + " did not answer with JSON.");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(access.url().resolve("/v1/" + access.mount() + "/" + path))
                .timeout(access.timeout())
                .header("X-Vault-Request", "true")
                .header("X-Vault-Token", access.token().get());
    }

    private byte[] send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != HTTP_OK && response.statusCode() != HTTP_NO_CONTENT) {
                throw new AuthorityUnavailable("Vault refuses " + request.uri().getPath() + " with "
                        + response.statusCode() + ": " + errors(response.body()));
            }
            return response.body();
        } catch (IOException away) {
            throw new AuthorityUnavailable("Vault at " + access.url() + " does not answer: " + away.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AuthorityUnavailable("Interrupted while Vault was asked");
        }
    }

    private String errors(byte[] body) {
        try {
            return json.readTree(body).path("errors").toString();
        } catch (IOException noJson) {
            return body.length + " bytes";
        }
    }
}
