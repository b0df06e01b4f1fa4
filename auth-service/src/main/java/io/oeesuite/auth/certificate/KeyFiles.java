package io.oeesuite.auth.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

import io.oeesuite.auth.secret.SecretFile;
import io.oeesuite.startup.InvalidSettings;

/** The own authority's key and certificates from PEM files. */
final class KeyFiles {
    private KeyFiles() {}

    /**
     * @param clearAllowed whether a key without a passphrase will do
     * @throws InvalidSettings when there is no usable key
     */
    static SigningKey read(Path keyFile, Optional<String> passphrase, Path certificateFile, boolean clearAllowed) {
        PrivateKey key = key(keyFile, passphrase, clearAllowed);
        return new SigningKey(key, chain("OEE_CA_CERTFILE", certificateFile), Optional.empty()).checked();
    }

    /** Whether the key lies there for anybody who can read the file. */
    static boolean isInClear(Path keyFile) {
        return !(parsed(keyFile) instanceof PKCS8EncryptedPrivateKeyInfo);
    }

    private static PrivateKey key(Path file, Optional<String> passphrase, boolean clearAllowed) {
        Object parsed = parsed(file);
        if (!(parsed instanceof PKCS8EncryptedPrivateKeyInfo) && !clearAllowed) {
            throw new InvalidSettings("OEE_CA_KEYFILE: " + file
                    + " has no passphrase, which the profile prod does not accept. Encrypt it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in "
                    + file
                    + " -out …, and set OEE_CA_PASSPHRASE_FILE.");
        }
        try {
            return new JcaPEMKeyConverter().getPrivateKey(info(file, parsed, passphrase));
        } catch (PEMException unusable) {
            throw new InvalidSettings(
                    "OEE_CA_KEYFILE: the key in " + file + " cannot be used: " + unusable.getMessage() + ".");
        }
    }

    private static PrivateKeyInfo info(Path file, Object parsed, Optional<String> passphrase) {
        return switch (parsed) {
            case PKCS8EncryptedPrivateKeyInfo encrypted -> decrypt(file, encrypted, passphrase);
            case PrivateKeyInfo clear -> clear;
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            default ->
                throw new InvalidSettings(
                        "OEE_CA_KEYFILE: " + file
                                + " has no private key in PKCS#8 (-----BEGIN ENCRYPTED PRIVATE KEY-----). openssl pkcs8 -topk8 writes one.");
        };
    }

    private static PrivateKeyInfo decrypt(
            Path file, PKCS8EncryptedPrivateKeyInfo encrypted, Optional<String> passphrase) {
        if (passphrase.isEmpty()) {
            throw new InvalidSettings("OEE_CA_KEYFILE: " + file
                    + " needs a passphrase: set OEE_CA_PASSPHRASE_FILE to a file with it, or OEE_CA_PASSPHRASE.");
        }
        try {
            EncryptedPrivateKeyInfo closed = new EncryptedPrivateKeyInfo(encrypted.getEncoded());
            // for PBES2 only the parameters know the algorithms in full
            String algorithm = closed.getAlgParameters().toString();
            SecretKey opener = SecretKeyFactory.getInstance(algorithm)
                    .generateSecret(new PBEKeySpec(passphrase.get().toCharArray()));
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, opener, closed.getAlgParameters());
            return PrivateKeyInfo.getInstance(closed.getKeySpec(cipher).getEncoded());
        } catch (NoSuchAlgorithmException unknown) {
            throw new InvalidSettings("OEE_CA_KEYFILE: " + file + " is encrypted with something unknown here: "
                    + unknown.getMessage() + ". openssl pkcs8 -topk8 -v2 aes-256-cbc writes what is known.");
        } catch (GeneralSecurityException | IOException | IllegalArgumentException wrong) {
            throw new InvalidSettings(
                    "OEE_CA_KEYFILE: the passphrase (OEE_CA_PASSPHRASE_FILE or OEE_CA_PASSPHRASE) does not open " + file
                            + ".");
        }
    }

    private static Object parsed(Path file) {
        String text = SecretFile.text("OEE_CA_KEYFILE", file);
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            Object parsed = parser.readObject();
            // openssl writes the curve of an EC key before it
            Object next = parsed instanceof ASN1ObjectIdentifier ? parser.readObject() : parsed;
            if (next != null) {
                return next;
            }
        } catch (IOException malformed) {
            throw new InvalidSettings("OEE_CA_KEYFILE: " + file + " is no PEM file: " + malformed.getMessage() + ".");
        }
        throw new InvalidSettings("OEE_CA_KEYFILE: " + file + " has no PEM block.");
    }

    static List<X509Certificate> chain(String setting, Path file) {
        String text = text(setting, file);
        try {
            List<X509Certificate> chain = Pem.certificates(text);
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException malformed) {
            throw new InvalidSettings(setting + ": " + file + " cannot be read: " + malformed.getMessage() + ".");
        }
        throw new InvalidSettings(setting + ": " + file + " has no certificate in PEM.");
    }

    private static String text(String setting, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new InvalidSettings(setting + ": " + file + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ").");
        }
    }
}
