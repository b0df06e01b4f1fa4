package io.oeesuite.localstack.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The broker reads key stores, everybody else PEM files. */
final class PemKeyStores {

    private PemKeyStores() {}

    /** A key store with the server's key and certificate. */
    static void writeIdentity(Path certificates, Path keyStore, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        Certificate[] chain = {
            certificate(certificates.resolve("server.crt")), certificate(certificates.resolve("ca.crt"))
        };
        store.setKeyEntry("server", privateKey(certificates.resolve("server.key")), password.toCharArray(), chain);
        write(store, keyStore, password);
    }

    /** A key store with the certificate authority whose clients are let in. */
    static void writeTrust(Path certificates, Path keyStore, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setCertificateEntry("ca", certificate(certificates.resolve("ca.crt")));
        write(store, keyStore, password);
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file, String password) throws IOException, GeneralSecurityException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            store.store(stream, password.toCharArray());
        }
    }

    private static Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream stream = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(encoded);
        } catch (InvalidKeySpecException notElliptic) {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        }
    }
}
