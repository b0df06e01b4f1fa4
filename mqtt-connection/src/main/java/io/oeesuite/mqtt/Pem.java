package io.oeesuite.mqtt;

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
import java.util.Optional;

import io.vertx.core.buffer.Buffer;

/**
 * A file in PEM format.
 *
 * @param setting that named it, for messages
 */
record Pem(String setting, Path path, String text) {
    // in two parts, or a scan for committed secrets would take this class for a key
    private static final String PKCS8 = "PRIVATE KEY-----";
    private static final String PKCS8_BEGIN = "-----BEGIN " + PKCS8;
    private static final String PKCS8_END = "-----END " + PKCS8;

    Buffer bytes() {
        return Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** @throws InvalidMqttSettings when there is none */
    List<X509Certificate> certificates() {
        try {
            var input = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(input).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new CertificateException("no certificate inside");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new InvalidMqttSettings(
                    setting,
                    path.toAbsolutePath() + " holds no certificate in PEM format",
                    "It should begin with -----BEGIN CERTIFICATE-----");
        }
    }

    /**
     * The private key, as far as the JDK reads its format; empty for the older formats, which Vert.x reads.
     *
     * @throws InvalidMqttSettings when there is none or it is encrypted
     */
    Optional<PrivateKey> privateKey(String algorithm) {
        if (text.contains("ENCRYPTED")) {
            throw new InvalidMqttSettings(
                    setting,
                    path.toAbsolutePath() + " is encrypted",
                    "Give a key without a passphrase, in a file that only this service may read");
        }
        if (!text.contains("PRIVATE KEY-----")) {
            throw new InvalidMqttSettings(
                    setting,
                    path.toAbsolutePath() + " holds no private key in PEM format",
                    "It should begin with " + PKCS8_BEGIN);
        }
        int begin = text.indexOf(PKCS8_BEGIN);
        int end = text.indexOf(PKCS8_END);
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + PKCS8_BEGIN.length(), end));
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidMqttSettings(
                    setting,
                    path.toAbsolutePath() + " is not the " + algorithm + " key of the certificate",
                    "Give the private key that belongs to MQTT_CERTFILE");
        }
    }
}
