package io.oeesuite.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is allowed in settings and yet dangerous or likely a mistake. */
final class SettingsWarnings {
    private final List<String> warnings = new ArrayList<>();

    private SettingsWarnings() {}

    static List<String> of(MqttSettings settings) {
        var found = new SettingsWarnings();
        if (settings.tls()) {
            found.checkTls(settings);
        }
        if (!settings.tls()) {
            found.checkPlain(settings);
        }
        return List.copyOf(found.warnings);
    }

    private void checkTls(MqttSettings settings) {
        if (settings.tlsInsecure()) {
            warnings.add(
                    "MQTT_TLS_INSECURE is true: NEITHER THE BROKER'S CERTIFICATE NOR ITS NAME IS CHECKED, anybody can"
                            + " pose as the broker. For experiments only.");
        }
        Certificates certificates = CertificateFiles.of(settings).read();
        certificates.ownCertificate().ifPresent(this::checkValidity);
        certificates
                .ownCommonName()
                .filter(name -> !name.equals(settings.clientId()))
                .ifPresent(name -> warnings.add("the client id " + settings.clientId()
                        + " is not the CN of its certificate, " + name + ": brokers that compare them will refuse it."
                        + " Set MQTT_CLIENT_ID=" + name + " or use the certificate of " + settings.clientId() + "."));
        settings.keyFile().ifPresent(this::checkPermissions);
    }

    private void checkPlain(MqttSettings settings) {
        if (settings.caCerts().isPresent() || settings.certFile().isPresent()) {
            warnings.add("certificate files are given, but MQTT_USE_TLS is not true: the connection is NOT encrypted.");
        }
        if (settings.password().isPresent()) {
            warnings.add("the password travels unencrypted: set MQTT_USE_TLS=true.");
        }
    }

    private void checkValidity(X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            warnings.add("the client certificate expired on "
                    + certificate.getNotAfter().toInstant()
                    + ": brokers will refuse it. Make a new one; the files are reloaded without a restart.");
        } catch (CertificateNotYetValidException e) {
            warnings.add("the client certificate is valid only from "
                    + certificate.getNotBefore().toInstant() + " on: brokers will refuse it. Check the clock.");
        }
    }

    private void checkPermissions(Path keyFile) {
        Optional<String> others = othersMayRead(keyFile);
        others.ifPresent(who ->
                warnings.add("the private key " + keyFile + " can be read by " + who + ": chmod 600 " + keyFile + "."));
    }

    private static Optional<String> othersMayRead(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of("everybody")
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
