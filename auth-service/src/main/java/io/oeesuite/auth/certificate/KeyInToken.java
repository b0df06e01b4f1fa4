package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.oeesuite.startup.InvalidSettings;

/** The own authority's key in a PKCS#11 token: it signs there and never leaves it. */
final class KeyInToken {
    private static final String PROVIDER = "SunPKCS11";

    private KeyInToken() {}

    /**
     * @param slot number of the token's slot
     * @param label of the key and its certificate
     * @param chain of {@code OEE_CA_CERTFILE}; where empty, the token's
     * @throws InvalidSettings when the token has no such key or does not open
     */
    static SigningKey open(Path library, long slot, String pin, String label, List<X509Certificate> chain) {
        Provider provider = provider(library, slot);
        try {
            KeyStore token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, pin.toCharArray());
            if (!(token.getKey(label, null) instanceof PrivateKey key)) {
                throw new InvalidSettings("OEE_CA_PKCS11_KEY: the token in slot " + slot
                        + " has no private key with a certificate labelled \"" + label
                        + "\". A key counts only together with a certificate of the same CKA_ID.");
            }
            List<X509Certificate> certificates =
                    chain.isEmpty() ? certificates(token.getCertificateChain(label)) : chain;
            return new SigningKey(key, certificates, Optional.of(provider)).checked();
        } catch (GeneralSecurityException | IOException closed) {
            throw new InvalidSettings("OEE_CA_PKCS11_…: the token in slot " + slot + " of " + library
                    + " does not open: " + root(closed) + ".");
        }
    }

    private static Provider provider(Path library, long slot) {
        Provider prototype = Security.getProvider(PROVIDER);
        if (prototype == null) {
            throw new InvalidSettings("OEE_CA_PKCS11_LIBRARY: this executable has no " + PROVIDER
                    + ": run auth-service with a JDK for a key in a token.");
        }
        try {
            // a line of settings instead of a file begins with two dashes
            return prototype.configure("--name=oee-ca\nlibrary=" + library + "\nslot=" + slot + "\n");
        } catch (ProviderException | IllegalArgumentException unusable) {
            throw new InvalidSettings("OEE_CA_PKCS11_LIBRARY, OEE_CA_PKCS11_SLOT: " + library + " with slot " + slot
                    + " cannot be used: " + root(unusable) + ".");
        }
    }

    private static List<X509Certificate> certificates(Certificate[] chain) {
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
