package io.oeesuite.mqtt;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where to connect and as whom: the {@code MQTT_*} settings, the same in every service.
 *
 * @param brokers tried in turn, at least one
 * @param tls whether the connection is encrypted and the broker's certificate and host name are checked
 * @param tlsInsecure whether these checks are left out, for experiments only
 * @param caCerts PEM file of the authorities that may sign the broker's certificate; empty: the JDK's
 * @param certFile PEM file of our certificate (and its chain)
 * @param keyFile PEM file of its private key
 * @param clientId unique at the broker; brokers that check certificates want it to be the certificate's CN
 */
public record MqttSettings(
        List<BrokerAddress> brokers,
        boolean tls,
        boolean tlsInsecure,
        Optional<Path> caCerts,
        Optional<Path> certFile,
        Optional<Path> keyFile,
        Optional<String> username,
        Optional<Secret> password,
        String clientId) {
    public MqttSettings {
        brokers = List.copyOf(brokers);
        Objects.requireNonNull(clientId, "clientId");
    }

    /**
     * Reads and checks the settings.
     *
     * @param lookup the value of a setting by its name, for example of the environment
     * @param defaultClientId taken where {@code MQTT_CLIENT_ID} is not set
     * @throws InvalidMqttSettings when one is wrong, with what to do about it
     */
    public static MqttSettings from(Function<String, Optional<String>> lookup, String defaultClientId) {
        return new SettingsReader(lookup).read(defaultClientId);
    }

    /**
     * Refuses {@code MQTT_TLS_INSECURE} where it has no place.
     *
     * @throws InvalidMqttSettings when it is on
     */
    public MqttSettings forProduction() {
        if (tlsInsecure) {
            throw new InvalidMqttSettings(
                    "MQTT_TLS_INSECURE",
                    "true is refused in production: anybody could pose as the broker",
                    "Unset it and give the broker's authority in MQTT_CA_CERTS");
        }
        return this;
    }

    /** The same settings under another client id, for services that keep more than one connection. */
    public MqttSettings withClientId(String other) {
        return new MqttSettings(brokers, tls, tlsInsecure, caCerts, certFile, keyFile, username, password, other);
    }

    /** The same settings for other brokers, for services that keep a connection with each of several. */
    public MqttSettings withBrokers(List<BrokerAddress> others) {
        return new MqttSettings(others, tls, tlsInsecure, caCerts, certFile, keyFile, username, password, clientId);
    }

    /** What is allowed and yet worth a line in the log at start. */
    public List<String> warnings() {
        return SettingsWarnings.of(this);
    }
}
