package io.oeesuite.simulator.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.oeesuite.mqtt.MqttSettings;

/**
 * The MQTT_* settings for each of several clients: `{clientId}` in a path stands for the client id, and a folder of certificates has one pair for each.
 */
public final class BrokerSettings {

    private static final String PLACEHOLDER = "{clientId}";
    private static final Set<String> USES_TLS = Set.of("MQTT_USE_TLS", "MQTT_BROKER_URL");

    private final Function<String, Optional<String>> lookup;
    private final Optional<Path> certsDir;

    public BrokerSettings(Function<String, Optional<String>> lookup, Optional<Path> certsDir) {
        this.lookup = lookup;
        this.certsDir = certsDir;
    }

    /**
     * The settings of the client of that id, whatever MQTT_CLIENT_ID says.
     *
     * @throws io.oeesuite.mqtt.InvalidMqttSettings when one is wrong, for example because there is no certificate of that name
     */
    public MqttSettings of(String clientId) {
        return MqttSettings.from(
                name -> name.equals("MQTT_CLIENT_ID") ? Optional.empty() : value(name, clientId), clientId);
    }

    /** The settings of the only client: MQTT_CLIENT_ID, or else that id. */
    public MqttSettings ofOnly(String defaultClientId) {
        String clientId =
                lookup.apply("MQTT_CLIENT_ID").filter(id -> !id.isBlank()).orElse(defaultClientId);
        return of(clientId.strip());
    }

    private Optional<String> value(String name, String clientId) {
        return lookup.apply(name)
                .filter(text -> !text.isBlank())
                .map(text -> text.replace(PLACEHOLDER, clientId))
                .or(() -> fromFolder(name, clientId));
    }

    private Optional<String> fromFolder(String name, String clientId) {
        return switch (name) {
            case "MQTT_CA_CERTS" -> unlessAliased("MQTT_CA_CERT", "MQTT_CA_CERT_PATH", "ca.crt");
            case "MQTT_CERTFILE" ->
                unlessAliased("MQTT_CERT_FILE_PATH", "MQTT_CERT_FILE_PATH", "client_" + clientId + ".crt");
            case "MQTT_KEYFILE" ->
                unlessAliased("MQTT_KEY_FILE_PATH", "MQTT_KEY_FILE_PATH", "client_" + clientId + ".key");
            default -> Optional.empty();
        };
    }

    private Optional<String> unlessAliased(String alias, String other, String file) {
        boolean aliased = lookup.apply(alias).or(() -> lookup.apply(other)).isPresent();
        return aliased || !usesTls()
                ? Optional.empty()
                : certsDir.map(dir -> dir.resolve(file).toString());
    }

    /** As the connection itself will read it: from what says so, and from nothing else. */
    private boolean usesTls() {
        return MqttSettings.from(name -> USES_TLS.contains(name) ? lookup.apply(name) : Optional.empty(), "any")
                .tls();
    }
}
