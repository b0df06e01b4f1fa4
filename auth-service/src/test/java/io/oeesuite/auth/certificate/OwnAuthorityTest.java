package io.oeesuite.auth.certificate;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.oeesuite.auth.certificate.AuthorityMother.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnAuthorityTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Optional<Distribution> ADDRESSES =
            Optional.of(Distribution.at(URI.create("http://auth.oee.local:8082/"), "0123456789abcdef".repeat(4)));

    private final SigningKey key = AuthorityMother.key();
    private final OwnAuthority authority = new OwnAuthority(key, ADDRESSES, () -> NOW);

    @Test
    void aDevicesCertificateSaysWhoItIsAndNothingMore() throws Exception {
        X509Certificate certificate = issue("press-1", Purpose.DEVICE, RequestMother.of("press-1"));

        certificate.verify(key.certificate().getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=press-1,O=OEE Suite");
        assertThat(certificate.getIssuerX500Principal())
                .isEqualTo(key.certificate().getSubjectX500Principal());
        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(NOW.minus(Duration.ofMinutes(5))));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(NOW.plus(YEAR)));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getKeyUsage())
                .isEqualTo(new boolean[] {true, false, false, false, false, false, false, false, false});
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames()).isNull();
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(new String(certificate.getExtensionValue("2.5.29.31"), StandardCharsets.ISO_8859_1))
                .contains("http://auth.oee.local:8082/ca.crl?of=0123456789abcdef");
        assertThat(new String(certificate.getExtensionValue("1.3.6.1.5.5.7.1.1"), StandardCharsets.ISO_8859_1))
                .contains("http://auth.oee.local:8082/ca.crt");
        assertThat(certificate.getVersion()).isEqualTo(3);
    }

    @Test
    void aServersCertificateHasItsNamesAndCannotLogIn() throws Exception {
        X509Certificate certificate = issue(
                "broker",
                Purpose.SERVER,
                RequestMother.withNames(
                        "CN=broker",
                        new GeneralName(GeneralName.dNSName, "mqtt.oee.local"),
                        new GeneralName(GeneralName.iPAddress, "10.0.0.1")));

        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(IssuedCertificate.of(certificate).names()).containsExactly("DNS:mqtt.oee.local", "IP:10.0.0.1");
    }

    @Test
    void serialsAreLargeAndNeverTheSame() {
        Set<BigInteger> serials = new HashSet<>();
        String request = RequestMother.of("press-1");
        for (int i = 0; i < 64; i++) {
            serials.add(issue("press-1", Purpose.DEVICE, request).getSerialNumber());
        }

        assertThat(serials).hasSize(64).allMatch(serial -> serial.signum() > 0 && serial.bitLength() <= 128);
        assertThat(serials.stream().mapToInt(BigInteger::bitLength).max().orElseThrow())
                .isGreaterThan(120);
    }

    @Test
    void nothingOutlivesTheAuthority() {
        SigningKey ending =
                AuthorityMother.key(RequestMother.ec("secp256r1"), "SHA256withECDSA", NOW, Duration.ofDays(30));
        CertificateAuthority soon = new OwnAuthority(ending, Optional.empty(), () -> NOW);
        CertificateAuthority late = new OwnAuthority(ending, Optional.empty(), () -> NOW.plus(YEAR));

        X509Certificate certificate = soon.issue(order("press-1", Purpose.DEVICE, RequestMother.of("press-1")));

        assertThat(certificate.getNotAfter()).isEqualTo(ending.certificate().getNotAfter());
        assertThat(certificate.getExtensionValue("2.5.29.31")).isNull();
        assertThatThrownBy(() -> late.issue(order("press-1", Purpose.DEVICE, RequestMother.of("press-1"))))
                .isInstanceOf(AuthorityUnavailable.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void theRevocationListEndsWhatItNames() throws Exception {
        X509Certificate good = issue("press-1", Purpose.DEVICE, RequestMother.of("press-1"));
        X509Certificate stolen = issue("press-2", Purpose.DEVICE, RequestMother.of("press-2"));
        var line = new Revoked(stolen.getSerialNumber(), NOW.minusSeconds(60), RevocationReason.KEY_COMPROMISE);

        X509CRL list =
                authority.revocationList(new RevocationListOrder(7, NOW, NOW.plus(Duration.ofDays(1)), List.of(line)));

        list.verify(key.certificate().getPublicKey());
        assertThat(list.getThisUpdate()).isEqualTo(Date.from(NOW));
        assertThat(list.getNextUpdate()).isEqualTo(Date.from(NOW.plus(Duration.ofDays(1))));
        assertThat(list.getRevokedCertificate(stolen).getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(list.getRevokedCertificate(good)).isNull();
        assertThat(list.getExtensionValue("2.5.29.20")).containsExactly(4, 3, 2, 1, 7);
        validate(good, list);
        assertThatThrownBy(() -> validate(stolen, list))
                .isInstanceOf(CertPathValidatorException.class)
                .hasMessageContaining("revoked");
    }

    static Stream<Arguments> authorityKeys() {
        return Stream.of(
                Arguments.of(RequestMother.ec("secp384r1"), "SHA384withECDSA"),
                Arguments.of(RequestMother.key("RSA", 3072), "SHA256withRSA"),
                Arguments.of(RequestMother.key("Ed25519", 0), "Ed25519"));
    }

    @ParameterizedTest
    @MethodSource("authorityKeys")
    void signsWithOtherKeysToo(KeyPair pair, String algorithm) throws Exception {
        SigningKey other = AuthorityMother.key(pair, algorithm, NOW, YEAR);
        OwnAuthority signs = new OwnAuthority(other, Optional.empty(), () -> NOW);

        signs.issue(order("press-1", Purpose.DEVICE, RequestMother.of("press-1")))
                .verify(pair.getPublic());
        signs.revocationList(new RevocationListOrder(1, NOW, NOW.plusSeconds(60), List.of()))
                .verify(pair.getPublic());
        other.checked();
    }

    private X509Certificate issue(String id, Purpose purpose, String request) {
        return authority.issue(order(id, purpose, request));
    }

    private static CertificateOrder order(String id, Purpose purpose, String request) {
        return CertificateOrder.of(id, purpose, SigningRequest.parse(request), YEAR);
    }

    private void validate(X509Certificate certificate, X509CRL list) throws Exception {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(key.certificate(), null)));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(list))));
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
    }
}
