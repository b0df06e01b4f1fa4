package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Authorities of tests. */
public final class AuthorityMother {
    public static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
    static final Duration TEN_YEARS = Duration.ofDays(3650);

    private AuthorityMother() {}

    /** A key with a certificate of an authority, from now on. */
    static SigningKey key(KeyPair pair, String algorithm, Instant begin, Duration validity) {
        try {
            var name = new X500Name("O=OEE Suite,CN=Test CA");
            var builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.TWO, Date.from(begin), Date.from(begin.plus(validity)), name, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
            return new SigningKey(pair.getPrivate(), List.of(certificate), Optional.empty());
        } catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
    }

    static SigningKey key() {
        return key(RequestMother.ec("secp256r1"), "SHA256withECDSA", NOW.minus(Duration.ofDays(1)), TEN_YEARS);
    }

    /** Writes {@code ca.crt} and {@code ca.key}, the latter with a passphrase. */
    public static void write(Path folder, String passphrase) {
        SigningKey key = key(
                RequestMother.ec("secp256r1"), "SHA256withECDSA", Instant.now().minus(Duration.ofDays(1)), TEN_YEARS);
        try {
            Files.writeString(folder.resolve("ca.crt"), Pem.of(key.chain()));
            secret(folder.resolve("ca.key"), encrypted(key.key(), passphrase));
        } catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
    }

    /** Writes a file that its owner alone may read. */
    public static Path secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Writes the authority that lies there without a passphrase here with one. */
    public static void copy(Path from, Path to, String passphrase) {
        SigningKey key = KeyFiles.read(from.resolve("ca.key"), Optional.empty(), from.resolve("ca.crt"), true);
        try {
            Files.copy(from.resolve("ca.crt"), to.resolve("ca.crt"));
            secret(to.resolve("ca.key"), encrypted(key.key(), passphrase));
        } catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
    }

    static String encrypted(PrivateKey key, String passphrase) throws Exception {
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(passphrase.toCharArray())
                .build();
        return Pem.of(
                "ENCRYPTED PRIVATE KEY",
                new JcaPKCS8Generator(key, encryptor).generate().getContent());
    }
}
