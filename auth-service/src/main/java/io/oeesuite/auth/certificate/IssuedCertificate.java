package io.oeesuite.auth.certificate;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import io.oeesuite.mqttaccess.certificate.CommonName;

/**
 * What is in a certificate.
 *
 * @param serial hexadecimal, lower case, without leading zeros
 * @param commonName empty where there is none, or more than one
 * @param names of the subject, {@code DNS:…} and {@code IP:…}, sorted
 * @param fingerprint SHA-256 of it, hexadecimal
 */
public record IssuedCertificate(
        String serial,
        String commonName,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        String fingerprint,
        String pem) {
    private static final int HOST = 2;
    private static final int ADDRESS = 7;

    public IssuedCertificate {
        names = List.copyOf(names);
    }

    public static IssuedCertificate of(X509Certificate certificate) {
        try {
            return new IssuedCertificate(
                    certificate.getSerialNumber().toString(16),
                    CommonName.of(certificate).orElse(""),
                    names(certificate),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())),
                    Pem.of(certificate));
        } catch (CertificateParsingException | CertificateEncodingException | NoSuchAlgorithmException defect) {
            throw new IllegalStateException("A certificate could not be read", defect);
        }
    }

    BigInteger number() {
        return new BigInteger(serial, 16);
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return List.of();
        }
        return names.stream().map(IssuedCertificate::text).sorted().toList();
    }

    private static String text(List<?> name) {
        return switch ((Integer) name.getFirst()) {
            case HOST -> "DNS:" + name.get(1);
            case ADDRESS -> "IP:" + name.get(1);
            default -> name.getFirst() + ":" + name.get(1);
        };
    }
}
