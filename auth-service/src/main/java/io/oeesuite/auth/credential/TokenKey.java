package io.oeesuite.auth.credential;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jose4j.jwk.EllipticCurveJsonWebKey;

import io.oeesuite.auth.secret.SecretFile;
import io.oeesuite.startup.InvalidSettings;

/** An ECDSA key on P-256 that signs tokens, from a file that only its owner can read. */
final class TokenKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int CURVE_BITS = 256;

    private final ECPrivateKey privateKey;
    private final EllipticCurveJsonWebKey jwk;

    private TokenKey(ECPrivateKey privateKey, ECPublicKey publicKey) {
        this.privateKey = privateKey;
        jwk = new EllipticCurveJsonWebKey(publicKey);
        jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        jwk.setAlgorithm("ES256");
        jwk.setUse("sig");
    }

    /**
     * @param setting that names the file, for people
     * @throws InvalidSettings when it is no such key, or others can read it
     */
    static TokenKey read(Path file, String setting) {
        try {
            String pem = SecretFile.text(setting, file);
            int begin = pem.indexOf(BEGIN);
            int end = pem.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new InvalidSettings(setting + ": " + file + " is no PEM file with a PRIVATE KEY (PKCS #8).");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            if (!(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded))
                            instanceof ECPrivateKey key)
                    || key.getParams().getOrder().bitLength() != CURVE_BITS) {
                throw new InvalidSettings(setting + ": " + file + " is no key on the curve P-256.");
            }
            return new TokenKey(key, publicKey(key));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new InvalidSettings(setting + ": " + file + " is no private key on the curve P-256.");
        }
    }

    /** Makes one where there is none yet, readable by its owner alone. */
    static void makeIfMissing(Path file, String setting) {
        if (Files.exists(file)) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String pem = BEGIN + "\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(pair.getPrivate().getEncoded())
                    + "\n" + END + "\n";
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path made = Files.createTempFile(
                    folder,
                    ".key",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(made, pem);
                // a link fails where another process was faster
                Files.createLink(file, made);
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (FileAlreadyExistsException made) {
            // by another replica, on the same disk
        } catch (IOException | UnsupportedOperationException unwritable) {
            throw new InvalidSettings(setting + ": " + file + " cannot be made: " + unwritable.getMessage() + ".");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String id() {
        return jwk.getKeyId();
    }

    ECPrivateKey privateKey() {
        return privateKey;
    }

    /** The public part. */
    EllipticCurveJsonWebKey jwk() {
        return jwk;
    }

    private static ECPublicKey publicKey(ECPrivateKey key) throws GeneralSecurityException {
        var point =
                CustomNamedCurves.getByName("P-256").getG().multiply(key.getS()).normalize();
        var spec = new ECPublicKeySpec(
                new ECPoint(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger()),
                key.getParams());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    }
}
