package io.oeesuite.startup.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import io.oeesuite.startup.InvalidSettings;

/** What {@link TlsFiles} hold at one moment. Equal when nothing has changed. */
public record TlsPems(Pem authorities, Optional<Pem> certificate, Optional<Pem> key) {
    private static final char[] IN_MEMORY = {};

    TlsPems checked() {
        authorities.certificates();
        if (certificate.isPresent()) {
            Pem file = certificate.get();
            X509Certificate own = file.certificates().getFirst();
            requireValid(file, own);
            if (!belongTogether(own, privateKey(own))) {
                throw new InvalidSettings(key.orElseThrow().setting() + ": "
                        + key.orElseThrow().path() + " is not the key of " + file.path()
                        + ": give the two files that were made together.");
            }
        }
        return this;
    }

    KeyStore trustStore() {
        try {
            KeyStore store = empty();
            List<X509Certificate> trusted = authorities.certificates();
            for (int number = 0; number < trusted.size(); number++) {
                store.setCertificateEntry("authority-" + number, trusted.get(number));
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Key and certificate of this client, without a password; empty where it has none. */
    KeyStore keyStore() {
        try {
            KeyStore store = empty();
            if (certificate.isPresent()) {
                X509Certificate[] chain = certificate.get().certificates().toArray(X509Certificate[]::new);
                store.setKeyEntry("own", privateKey(chain[0]), IN_MEMORY, chain);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private PrivateKey privateKey(X509Certificate own) {
        return key.orElseThrow().privateKey(own.getPublicKey().getAlgorithm());
    }

    private static void requireValid(Pem file, X509Certificate own) {
        try {
            own.checkValidity();
        } catch (CertificateExpiredException expired) {
            throw new InvalidSettings(file.setting() + ": " + file.path() + " expired on "
                    + own.getNotAfter().toInstant() + ": renew it.");
        } catch (CertificateNotYetValidException early) {
            throw new InvalidSettings(file.setting() + ": " + file.path() + " is valid only from "
                    + own.getNotBefore().toInstant() + " on: check the clock.");
        }
    }

    private static boolean belongTogether(X509Certificate own, PrivateKey key) {
        try {
            byte[] probe = {1, 2, 3};
            Signature signature = Signature.getInstance(signatureAlgorithm(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String signatureAlgorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> keyAlgorithm;
        };
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, IN_MEMORY);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return store;
    }
}
