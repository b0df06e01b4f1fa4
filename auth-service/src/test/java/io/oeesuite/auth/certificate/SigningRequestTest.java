package io.oeesuite.auth.certificate;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.oeesuite.auth.certificate.RequestMother.ec;
import static io.oeesuite.auth.certificate.RequestMother.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SigningRequestTest {
    private static final Duration YEAR = Duration.ofDays(365);

    static Stream<Arguments> goodKeys() {
        return Stream.of(
                Arguments.of(ec("secp256r1"), "SHA256withECDSA"),
                Arguments.of(ec("secp384r1"), "SHA384withECDSA"),
                Arguments.of(key("RSA", 2048), "SHA256withRSA"),
                Arguments.of(key("Ed25519", 0), "Ed25519"));
    }

    @ParameterizedTest
    @MethodSource("goodKeys")
    void takesStrongKeys(KeyPair key, String algorithm) {
        SigningRequest request = SigningRequest.parse(RequestMother.of("CN=press-1", key, algorithm));

        assertThat(CertificateOrder.of("press-1", Purpose.DEVICE, request, YEAR).names())
                .isEmpty();
    }

    static Stream<Arguments> badKeys() {
        return Stream.of(
                Arguments.of(ec("secp521r1"), "SHA512withECDSA"),
                Arguments.of(key("RSA", 1024), "SHA256withRSA"),
                Arguments.of(key("DSA", 2048), "SHA256withDSA"),
                Arguments.of(key("Ed448", 0), "Ed448"));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void refusesOtherKeys(KeyPair key, String algorithm) {
        assertThat(refusal(RequestMother.of("CN=press-1", key, algorithm))).isInstanceOf(RequestProblem.UnfitKey.class);
    }

    @Test
    void refusesARequestThatAnotherKeySigned() {
        String forged = RequestMother.of("CN=press-1", ec("secp256r1"), ec("secp256r1"), "SHA256withECDSA", e -> {});

        assertThat(refusal(forged)).isInstanceOf(RequestProblem.NotSignedByItsKey.class);
    }

    @Test
    void refusesARequestThatWasChangedOnItsWay() {
        KeyPair key = ec("secp256r1");
        String one = RequestMother.of("CN=press-1", key);
        String changed = Pem.of("CERTIFICATE REQUEST", replaced(one, "press-1", "press-2"));

        assertThat(refusal(changed)).isInstanceOf(RequestProblem.NotSignedByItsKey.class);
    }

    @Test
    void refusesAWeakHash() {
        assertThat(refusal(RequestMother.of("CN=press-1", key("RSA", 2048), "SHA1withRSA")))
                .isInstanceOf(RequestProblem.WeakSignature.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN CERTIFICATE REQUEST-----\n!!!\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----",
                "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----"
            })
    void refusesWhatIsNoRequest(String text) {
        assertThat(refusal(text)).isInstanceOf(RequestProblem.Unreadable.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(refusal("x".repeat(40_000))).isInstanceOf(RequestProblem.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"CN=press-2", "CN=PRESS-1", "CN=press-1+CN=admin_OPS", "CN=press-1,CN=admin_OPS"},
            delimiter = '|')
    void refusesAnotherSubjectThanTheId(String subject) {
        assertThat(claim(RequestMother.of(subject, ec("secp256r1")), "press-1", Purpose.DEVICE))
                .isInstanceOf(RequestProblem.OtherSubject.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "O=Somebody", "CN=press-1,O=Somebody"})
    void takesASubjectThatSaysNothingElse(String subject) {
        SigningRequest request = SigningRequest.parse(RequestMother.of(subject, ec("secp256r1")));

        assertThat(CertificateOrder.of("press-1", Purpose.DEVICE, request, YEAR).id())
                .isEqualTo("press-1");
    }

    @Test
    void clientsHaveNoOtherNames() {
        String request = RequestMother.withNames("CN=press-1", new GeneralName(GeneralName.dNSName, "mqtt.oee.local"));

        assertThat(claim(request, "press-1", Purpose.DEVICE))
                .isInstanceOfSatisfying(
                        RequestProblem.NamesNotAllowed.class,
                        problem -> assertThat(problem.names()).isEqualTo("DNS:mqtt.oee.local"));
    }

    @Test
    void aServerNeedsNamesThatCanBeAskedFor() {
        assertThat(claim(RequestMother.of("broker"), "broker", Purpose.SERVER))
                .isInstanceOf(RequestProblem.NamesMissing.class);
        for (GeneralName name : new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "*.oee.local"),
            new GeneralName(GeneralName.dNSName, "a b"),
            new GeneralName(GeneralName.rfc822Name, "a@b.example"),
            new GeneralName(GeneralName.uniformResourceIdentifier, "http://b.example")
        }) {
            assertThat(claim(RequestMother.withNames("CN=broker", name), "broker", Purpose.SERVER))
                    .isInstanceOf(RequestProblem.UnfitName.class);
        }
        SigningRequest good = SigningRequest.parse(RequestMother.withNames(
                "CN=broker",
                new GeneralName(GeneralName.dNSName, "mqtt.oee.local"),
                new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1")));
        assertThat(CertificateOrder.of("broker", Purpose.SERVER, good, YEAR).names())
                .extracting(SubjectName::text)
                .containsExactly("DNS:mqtt.oee.local", "IP:10.0.0.1", "IP:0:0:0:0:0:0:0:1");
    }

    @Test
    void nobodyBecomesAnAuthority() {
        assertThat(claim(RequestMother.forAuthority("CN=press-1"), "press-1", Purpose.DEVICE))
                .isInstanceOf(RequestProblem.AsksForAuthority.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a+b", "#", "a b", "ümlaut", "x\n"})
    void refusesIdsThatWouldReachIntoOthersTopics(String id) {
        assertThat(claim(RequestMother.of("", ec("secp256r1")), id, Purpose.DEVICE))
                .isInstanceOf(RequestProblem.UnfitId.class);
    }

    @ParameterizedTest
    @CsvSource({
        "edge_LINE7,EDGE",
        "press-1,DEVICE",
        "scada_PRIMARY-HOST,SERVICE",
        "admin_OPS,SERVICE",
        "auth_SERVICE,SERVICE",
        "alert_SENDER,SERVICE",
        "analytics_INGEST,SERVICE",
        "dashboard_OEE,SERVICE"
    })
    void thePurposeFollowsFromTheRole(String id, Purpose purpose) {
        assertThat(Purpose.of(id)).isEqualTo(purpose);
    }

    private static RequestProblem refusal(String pem) {
        return catchThrowableOfType(RequestRefused.class, () -> SigningRequest.parse(pem))
                .problem();
    }

    private static RequestProblem claim(String pem, String id, Purpose purpose) {
        SigningRequest request = SigningRequest.parse(pem);
        return catchThrowableOfType(RequestRefused.class, () -> CertificateOrder.of(id, purpose, request, YEAR))
                .problem();
    }

    private static byte[] replaced(String pem, String old, String changed) {
        byte[] content = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        String text = new String(content, StandardCharsets.ISO_8859_1).replace(old, changed);
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
