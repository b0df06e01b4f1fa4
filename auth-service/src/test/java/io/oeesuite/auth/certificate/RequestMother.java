package io.oeesuite.auth.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.function.Consumer;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Keys and signing requests as devices make them. */
public final class RequestMother {
    private RequestMother() {}

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
    }

    static KeyPair key(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
    }

    /** For this id, with a new key. */
    public static String of(String id) {
        return of("CN=" + id, ec("secp256r1"));
    }

    public static String of(String subject, KeyPair key) {
        return of(subject, key, key, "SHA256withECDSA", extensions -> {});
    }

    static String of(String subject, KeyPair key, String algorithm) {
        return of(subject, key, key, algorithm, extensions -> {});
    }

    static String withNames(String subject, GeneralName... names) {
        return withNames(subject, ec("secp256r1"), names);
    }

    static String withNames(String subject, KeyPair key, GeneralName... names) {
        return of(subject, key, key, "SHA256withECDSA", extensions -> {
            try {
                extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            } catch (Exception defect) {
                throw new IllegalStateException(defect);
            }
        });
    }

    static String forAuthority(String subject) {
        KeyPair key = ec("secp256r1");
        return of(subject, key, key, "SHA256withECDSA", extensions -> {
            try {
                extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            } catch (Exception defect) {
                throw new IllegalStateException(defect);
            }
        });
    }

    static String of(
            String subject, KeyPair key, KeyPair signer, String algorithm, Consumer<ExtensionsGenerator> extensions) {
        try {
            var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key.getPublic());
            var generator = new ExtensionsGenerator();
            extensions.accept(generator);
            if (!generator.isEmpty()) {
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, generator.generate());
            }
            var signed = builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()));
            return Pem.of("CERTIFICATE REQUEST", signed.getEncoded());
        } catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
    }

    /** As {@code openssl dgst -sha256 -sign} and {@code base64} would. */
    public static String sign(KeyPair key, String csr) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.getPrivate());
        signature.update(csr.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }
}
