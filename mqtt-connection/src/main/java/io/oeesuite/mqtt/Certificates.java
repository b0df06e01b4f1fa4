package io.oeesuite.mqtt;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** What the certificate files hold at one moment. Equal when nothing has changed. */
record Certificates(Optional<Pem> authorities, Optional<Pem> own, Optional<Pem> key) {
    /** @throws InvalidMqttSettings when a file does not hold what it should, or the key is not the certificate's */
    Certificates checked() {
        authorities.ifPresent(Pem::certificates);
        if (own.isPresent() && key.isPresent()) {
            X509Certificate certificate = own.get().certificates().getFirst();
            key.get()
                    .privateKey(certificate.getPublicKey().getAlgorithm())
                    .filter(privateKey -> !belongTogether(certificate, privateKey))
                    .ifPresent(stranger -> {
                        throw new InvalidMqttSettings(
                                "MQTT_KEYFILE",
                                key.get().path().toAbsolutePath() + " is not the key of "
                                        + own.get().path().toAbsolutePath(),
                                "Give the two files that were made together");
                    });
        }
        return this;
    }

    Optional<X509Certificate> ownCertificate() {
        return own.map(pem -> pem.certificates().getFirst());
    }

    Optional<String> ownCommonName() {
        return ownCertificate().flatMap(Certificates::commonName);
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(rdn -> rdn.getValue().toString())
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        try {
            byte[] probe = {1, 2, 3};
            Signature signature = Signature.getInstance(signatureAlgorithm(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
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
}
