package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** SHA-256 of a public key (SubjectPublicKeyInfo), hexadecimal: {@code openssl pkey -pubout -outform DER | sha256sum} says the same. */
final class KeyHash {
    private KeyHash() {}

    static String of(SubjectPublicKeyInfo key) {
        try {
            return of(key.getEncoded());
        } catch (IOException defect) {
            throw new IllegalStateException("A public key could not be encoded", defect);
        }
    }

    static String of(StoredCertificate stored) {
        try {
            return of(Pem.certificate(stored.certificate().pem()));
        } catch (GeneralSecurityException defect) {
            throw new IllegalStateException("A certificate in the database cannot be read", defect);
        }
    }

    static String of(X509Certificate certificate) {
        return of(certificate.getPublicKey().getEncoded());
    }

    private static String of(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException defect) {
            throw new IllegalStateException(defect);
        }
    }
}
