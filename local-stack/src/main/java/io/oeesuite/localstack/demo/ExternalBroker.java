package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.oeesuite.localstack.LocalStackException;

/**
 * A broker of the user's own, as the {@code MQTT_*} variables name it. Each service has its client id, so a certificate
 * of its own as well: {@code {clientId}} in the path of a certificate or key stands for the id, and where the path is
 * that of another client ({@code …/client_ID.crt}), the one of this id beside it is taken if there is one.
 */
final class ExternalBroker implements BrokerAccess {

    private static final String PLACEHOLDER = "{clientId}";
    private static final int PATIENCE_MILLIS = 5_000;

    private final List<String> edgeNodes;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /**
     * @param environment of this process
     * @param edgeNodes that have certificates of their own if the first of them has
     * @throws LocalStackException when it names no broker
     */
    ExternalBroker(Map<String, String> environment, List<String> edgeNodes) {
        this.edgeNodes = List.copyOf(edgeNodes);
        environment.forEach((name, value) -> {
            if (name.startsWith("MQTT_") && !value.isBlank() && !name.equals("MQTT_CLIENT_ID")) {
                settings.put(name, value);
            }
        });
        if (host().isEmpty() && url().isEmpty()) {
            throw new LocalStackException("--external-broker needs to know the broker: set MQTT_BROKER_HOST, and"
                    + " MQTT_BROKER_PORT, MQTT_USE_TLS, MQTT_CA_CERTS, MQTT_CERTFILE, MQTT_KEYFILE as it wants them");
        }
    }

    /** @throws LocalStackException when nobody listens there */
    void requireReachable() {
        Optional<String> host = host().map(value -> value.split(",")[0].split(":")[0].strip());
        if (host.isEmpty()) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.get(), port()), PATIENCE_MILLIS);
        } catch (IOException unreachable) {
            throw new LocalStackException("No MQTT broker answers at " + host.get() + ":" + port() + " ("
                    + unreachable.getMessage() + "): start it, or correct MQTT_BROKER_HOST and MQTT_BROKER_PORT");
        }
    }

    @Override
    public Map<String, String> environment(String clientId) {
        Map<String, String> own = new LinkedHashMap<>(settings);
        own.replaceAll((name, value) -> isFileOfClient(name) ? fileOf(value, clientId) : value);
        own.put("MQTT_CLIENT_ID", clientId);
        return own;
    }

    @Override
    public Map<String, String> environmentOfMany() {
        Map<String, String> many = new LinkedHashMap<>(settings);
        many.replaceAll((name, value) -> isFileOfClient(name) ? fileOfMany(value) : value);
        return many;
    }

    @Override
    public String where() {
        return host().map(host -> host + ":" + port()).or(this::url).orElseThrow() + " (yours)";
    }

    private Optional<String> host() {
        return setting("MQTT_BROKER_HOST").or(() -> setting("MQTT_HOST"));
    }

    private Optional<String> url() {
        return setting("MQTT_BROKER_URL");
    }

    private int port() {
        String usual = Boolean.parseBoolean(settings.get("MQTT_USE_TLS")) ? "8883" : "1883";
        String port = setting("MQTT_BROKER_PORT").or(() -> setting("MQTT_PORT")).orElse(usual);
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException notANumber) {
            throw new LocalStackException("MQTT_BROKER_PORT is not a port: " + port);
        }
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    private static boolean isFileOfClient(String name) {
        return switch (name) {
            case "MQTT_CERTFILE", "MQTT_KEYFILE", "MQTT_CERT_FILE_PATH", "MQTT_KEY_FILE_PATH" -> true;
            default -> false;
        };
    }

    private static String fileOf(String path, String clientId) {
        if (path.contains(PLACEHOLDER)) {
            return path.replace(PLACEHOLDER, clientId);
        }
        String beside = pattern(path).replace(PLACEHOLDER, clientId);
        return Files.exists(Path.of(beside)) ? beside : path;
    }

    private String fileOfMany(String path) {
        String pattern = pattern(path);
        boolean apart =
                !edgeNodes.isEmpty() && Files.exists(Path.of(pattern.replace(PLACEHOLDER, edgeNodes.getFirst())));
        return apart ? pattern : path;
    }

    /** {@code …/client_edge_A.crt} as {@code …/client_{clientId}.crt}; any other path as it is. */
    private static String pattern(String path) {
        return path.replaceFirst("client_[^/{}]+\\.(crt|key)$", "client_{clientId}.$1");
    }
}
