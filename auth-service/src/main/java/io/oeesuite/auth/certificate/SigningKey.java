package io.oeesuite.auth.certificate;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import io.oeesuite.startup.InvalidSettings;

/** The key of the own authority with its certificates: the own one, then those above it. Where the key lies only its provider knows. */
record SigningKey(PrivateKey key, List<X509Certificate> chain, Optional<Provider> provider) {
    private static final int P_256 = 256;

    SigningKey {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    ContentSigner signer() {
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm());
        provider.ifPresent(builder::setProvider);
        try {
            return builder.build(key);
        } catch (OperatorCreationException unusable) {
            throw new AuthorityUnavailable("The authority's key cannot sign: " + unusable.getMessage());
        }
    }

    private String algorithm() {
        return switch (certificate().getPublicKey().getAlgorithm()) {
            case "EC" ->
                ((ECPublicKey) certificate().getPublicKey())
                                        .getParams()
                                        .getOrder()
                                        .bitLength()
                                > P_256
                        ? "SHA384withECDSA"
                        : "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }

    /** @throws InvalidSettings when it is no key of an authority, or not the one of its certificate */
    SigningKey checked() {
        if (certificate().getBasicConstraints() < 0) {
            throw new InvalidSettings("OEE_CA_CERTFILE: " + certificate().getSubjectX500Principal()
                    + " is no certificate of an authority (basicConstraints CA:TRUE).");
        }
        boolean[] usage = certificate().getKeyUsage();
        if (usage != null && (!usage[5] || !usage[6])) {
            throw new InvalidSettings("OEE_CA_CERTFILE: " + certificate().getSubjectX500Principal()
                    + " may not sign certificates and revocation lists (keyUsage keyCertSign, cRLSign).");
        }
        try {
            byte[] probe = certificate().getEncoded();
            Signature signature = provider.isPresent()
                    ? Signature.getInstance(algorithm(), provider.get())
                    : Signature.getInstance(algorithm());
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            Signature check = Signature.getInstance(algorithm());
            check.initVerify(certificate().getPublicKey());
            check.update(probe);
            if (!check.verify(signed)) {
                throw new InvalidSettings("The authority's key is not the one of its certificate "
                        + certificate().getSubjectX500Principal()
                        + ": OEE_CA_KEYFILE (or OEE_CA_PKCS11_KEY) and OEE_CA_CERTFILE belong together.");
            }
        } catch (GeneralSecurityException unusable) {
            throw new InvalidSettings("The authority's key cannot sign: " + unusable.getMessage() + ".");
        }
        return this;
    }
}
