package io.oeesuite.auth.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Certificates and lists as text, and back. */
final class Pem {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    private Pem() {}

    /** @param kind such as {@code X509 CRL} */
    static String of(String kind, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    static String of(X509Certificate certificate) {
        try {
            return of("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException defect) {
            throw new IllegalStateException("A certificate could not be encoded", defect);
        }
    }

    static String of(List<X509Certificate> certificates) {
        return String.join("", certificates.stream().map(Pem::of).toList());
    }

    /** All certificates in a text, in its order; comments between them are skipped. */
    static List<X509Certificate> certificates(String text) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            return List.of();
        }
        byte[] bytes = text.substring(begin).getBytes(StandardCharsets.US_ASCII);
        return factory.generateCertificates(new ByteArrayInputStream(bytes)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** One certificate. */
    static X509Certificate certificate(String text) throws CertificateException {
        List<X509Certificate> all = certificates(text);
        if (all.isEmpty()) {
            throw new CertificateException("no " + BEGIN);
        }
        return all.getFirst();
    }
}
