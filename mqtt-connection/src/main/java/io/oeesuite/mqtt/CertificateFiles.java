package io.oeesuite.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the certificates lie. They are read anew for each connection, so that changed files need no restart. */
record CertificateFiles(Optional<Path> caCerts, Optional<Path> certFile, Optional<Path> keyFile) {
    static CertificateFiles of(MqttSettings settings) {
        return new CertificateFiles(settings.caCerts(), settings.certFile(), settings.keyFile());
    }

    /**
     * Reads the files and checks that they hold what they should and belong together.
     *
     * @throws InvalidMqttSettings when they do not
     */
    Certificates read() {
        Optional<Pem> authorities = caCerts.map(path -> read("MQTT_CA_CERTS", path));
        Optional<Pem> own = certFile.map(path -> read("MQTT_CERTFILE", path));
        Optional<Pem> key = keyFile.map(path -> read("MQTT_KEYFILE", path));
        return new Certificates(authorities, own, key).checked();
    }

    private static Pem read(String setting, Path path) {
        try {
            return new Pem(setting, path, Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new InvalidMqttSettings(
                    setting,
                    path.toAbsolutePath() + " cannot be read (" + e.getMessage() + ")",
                    "Check the path and its permissions");
        }
    }
}
