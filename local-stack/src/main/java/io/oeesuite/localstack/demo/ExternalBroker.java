package io.oeesuite.localstack.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.oeesuite.localstack.LocalStackException;

/**
 * A broker of the user's own, as the {@code MQTT_*} variables name it. Each service has its client id, so a certificate
 * of its own as well: {@code {clientId}} in the path of a certificate or key stands for the id, and where the path is
 * that of another client ({@code …/client_ID.crt}), the one of this id beside it is taken if there is one.
 */
final class ExternalBroker implements BrokerAccess {

    private static final String PLACEHOLDER = "{clientId}";
    private static final Pattern ADDRESS = Pattern.compile("(?:^|,)\\s*([A-Za-z0-9._-]+)(?::(\\d+))?/?\\s*(?=,|$)");
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
        if (named().isEmpty()) {
            throw new LocalStackException("--external-broker needs to know the broker: set MQTT_BROKER_HOST, and"
                    + " MQTT_BROKER_PORT, MQTT_USE_TLS, MQTT_CA_CERTS, MQTT_CERTFILE, MQTT_KEYFILE as it wants them");
        }
    }

    /** @throws LocalStackException when nobody listens at any of its addresses */
    void requireReachable() {
        List<InetSocketAddress> addresses = addresses();
        if (!addresses.isEmpty() && addresses.stream().noneMatch(ExternalBroker::answers)) {
            String tried = addresses.stream()
                    .map(address -> address.getHostString() + ":" + address.getPort())
                    .collect(Collectors.joining(", "));
            throw new LocalStackException("No MQTT broker answers at " + tried
                    + ": start it, or correct MQTT_BROKER_HOST and MQTT_BROKER_PORT");
        }
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            return true;
        } catch (IOException unreachable) {
            return false;
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
        return named().orElseThrow() + " (yours)";
    }

    private Optional<String> named() {
        return setting("MQTT_BROKERS")
                .or(() -> setting("MQTT_BROKER_HOST"))
                .or(() -> setting("MQTT_HOST"))
                .or(() -> setting("MQTT_BROKER_URL"));
    }

    /** Those that can be tried from here; the services read the rest for themselves. */
    private List<InetSocketAddress> addresses() {
        String list = named().orElseThrow().replaceFirst("^[A-Za-z]+://", "");
        return ADDRESS.matcher(list)
                .results()
                .map(found ->
                        new InetSocketAddress(found.group(1), found.group(2) == null ? port() : port(found.group(2))))
                .toList();
    }

    private int port() {
        return port(setting("MQTT_BROKER_PORT").or(() -> setting("MQTT_PORT")).orElse(usesTls() ? "8883" : "1883"));
    }

    /** In the words that the services understand. */
    boolean usesTls() {
        String word = setting("MQTT_USE_TLS").orElse("").strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            case "" ->
                setting("MQTT_BROKER_URL")
                        .filter(url -> url.matches("(?i)(mqtts|ssl|tls):.*"))
                        .isPresent();
            default -> throw new LocalStackException("MQTT_USE_TLS: '" + word + "' is neither true nor false");
        };
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new LocalStackException("MQTT_BROKER_PORT is not a port: " + text);
        }
        return Integer.parseInt(text);
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
