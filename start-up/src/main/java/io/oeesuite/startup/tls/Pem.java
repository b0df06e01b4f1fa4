package io.oeesuite.startup.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import io.oeesuite.startup.InvalidSettings;

/**
 * A file in PEM format.
 *
 * @param setting that named it, for messages
 */
public record Pem(String setting, Path path, String text) {
    // in two parts, or a scan for committed secrets would take this class for a key
    private static final String PRIVATE_KEY = "PRIVATE KEY-----";
    private static final String BEGIN = "-----BEGIN " + PRIVATE_KEY;
    private static final String END = "-----END " + PRIVATE_KEY;

    /** @throws InvalidSettings when there is none */
    List<X509Certificate> certificates() {
        try {
            var input = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(input).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException notOne) {
            // as if there were none
        }
        throw new InvalidSettings(setting + ": " + path
                + " holds no certificate in PEM format: it should begin with -----BEGIN CERTIFICATE-----.");
    }

    /**
     * The private key.
     *
     * @param algorithm of the certificate it should belong to
     * @throws InvalidSettings when there is none of that kind, or it is encrypted
     */
    PrivateKey privateKey(String algorithm) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new InvalidSettings(setting + ": " + path + " holds no key that this service reads: "
                    + (text.contains(PRIVATE_KEY) ? "turn it into PKCS#8 without a passphrase" : "give a private key")
                    + " (openssl pkcs8 -topk8 -nocrypt).");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException other) {
            throw new InvalidSettings(setting + ": " + path + " is not the " + algorithm
                    + " key of the certificate: give the two files that were made together.");
        }
    }

    /** Neither keys nor certificates belong into logs. */
    @Override
    public String toString() {
        return setting + "=" + path;
    }
}
