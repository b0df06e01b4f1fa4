package io.oeesuite.systemtests.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** A certificate with its key, and the authority it trusts, from the files that {@code generate_certs.sh} writes. */
public record PemIdentity(Path caCertificate, Path certificate, Path key) {
    private static final char[] NO_PASSWORD = new char[0];

    public static PemIdentity of(Path folder, String clientId) {
        return new PemIdentity(
                folder.resolve("ca.crt"),
                folder.resolve("client_" + clientId + ".crt"),
                folder.resolve("client_" + clientId + ".key"));
    }

    public TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        var store = emptyStore();
        store.setCertificateEntry("ca", read(caCertificate));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    public KeyManagerFactory keys() throws GeneralSecurityException, IOException {
        var store = emptyStore();
        var owner = read(certificate);
        store.setKeyEntry("client", readKey(owner), NO_PASSWORD, new Certificate[] {owner});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Certificate read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private PrivateKey readKey(Certificate owner) throws GeneralSecurityException, IOException {
        var base64 = Files.readString(key).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
