package io.oeesuite.mqtt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link MqttSettings} from names and their aliases. An empty value counts as not set; of a name and its aliases the first that is set wins. */
final class SettingsReader {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final int LONGEST_CLIENT_ID = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("(?<name>[\\w.-]+)(:(?<port>\\d{1,5}))?");
    private static final Pattern IPV6_ADDRESS = Pattern.compile(
            "\\[(?<name>[0-9a-fA-F:.%\\w]+)](:(?<port>\\d{1,5}))?|(?<bare>[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)");

    private final Function<String, Optional<String>> lookup;

    SettingsReader(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    MqttSettings read(String defaultClientId) {
        Optional<Found> url = find("MQTT_BROKER_URL");
        boolean tls = tls(url);
        var settings = new MqttSettings(
                brokers(url, tls),
                tls,
                flag("MQTT_TLS_INSECURE").orElse(false),
                file("the certificate authority", "MQTT_CA_CERTS", "MQTT_CA_CERT", "MQTT_CA_CERT_PATH"),
                file("the client certificate", "MQTT_CERTFILE", "MQTT_CERT_FILE_PATH"),
                file("the private key", "MQTT_KEYFILE", "MQTT_KEY_FILE_PATH"),
                find("MQTT_USERNAME").map(Found::value),
                lookup.apply("MQTT_PASSWORD").filter(text -> !text.isEmpty()).map(Secret::new),
                clientId(defaultClientId));
        return consistent(settings);
    }

    private MqttSettings consistent(MqttSettings settings) {
        if (settings.certFile().isPresent() && settings.keyFile().isEmpty()) {
            throw new InvalidMqttSettings(
                    "MQTT_KEYFILE",
                    "is not set, but MQTT_CERTFILE is",
                    "Give the private key of that certificate, or unset MQTT_CERTFILE");
        }
        if (settings.keyFile().isPresent() && settings.certFile().isEmpty()) {
            throw new InvalidMqttSettings(
                    "MQTT_CERTFILE",
                    "is not set, but MQTT_KEYFILE is",
                    "Give the certificate of that key, or unset MQTT_KEYFILE");
        }
        if (settings.password().isPresent() && settings.username().isEmpty()) {
            throw new InvalidMqttSettings(
                    "MQTT_USERNAME",
                    "is not set, but MQTT_PASSWORD is",
                    "Give the user name too: MQTT sends no password without one");
        }
        if (settings.tls()) {
            CertificateFiles.of(settings).read();
        }
        return settings;
    }

    private boolean tls(Optional<Found> url) {
        Optional<Boolean> chosen = flag("MQTT_USE_TLS");
        Optional<Boolean> byUrl = url.map(this::tlsOfUrl);
        if (chosen.isPresent() && byUrl.isPresent() && !chosen.equals(byUrl)) {
            throw new InvalidMqttSettings(
                    "MQTT_USE_TLS",
                    "says " + chosen.get() + ", but MQTT_BROKER_URL says " + byUrl.get(),
                    "Use mqtts:// with true and mqtt:// with false, or set only one of the two");
        }
        return chosen.or(() -> byUrl).orElse(false);
    }

    private List<BrokerAddress> brokers(Optional<Found> url, boolean tls) {
        int defaultPort = port().orElse(tls ? TLS_PORT : PLAIN_PORT);
        Optional<Found> list = find("MQTT_BROKERS", "MQTT_BROKER_HOST", "MQTT_HOST");
        if (list.isPresent()) {
            return addresses(list.get(), list.get().value(), defaultPort);
        }
        if (url.isPresent()) {
            return addresses(url.get(), withoutSchemeAndPath(url.get()), defaultPort);
        }
        return List.of(new BrokerAddress("localhost", defaultPort));
    }

    private static List<BrokerAddress> addresses(Found source, String text, int defaultPort) {
        var addresses = new ArrayList<BrokerAddress>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                addresses.add(address(source, part.strip(), defaultPort));
            }
        }
        if (addresses.isEmpty()) {
            throw new InvalidMqttSettings(source.name(), "names no broker", "Use host, host:port, or a list of these");
        }
        return addresses;
    }

    private static BrokerAddress address(Found source, String text, int defaultPort) {
        Matcher byName = ADDRESS.matcher(text);
        Matcher byNumber = IPV6_ADDRESS.matcher(text);
        try {
            if (byName.matches()) {
                return new BrokerAddress(byName.group("name"), portOr(byName.group("port"), defaultPort));
            }
            if (byNumber.matches() && byNumber.group("bare") != null) {
                return new BrokerAddress(byNumber.group("bare"), defaultPort);
            }
            if (byNumber.matches()) {
                return new BrokerAddress(byNumber.group("name"), portOr(byNumber.group("port"), defaultPort));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidMqttSettings(source.name(), "'" + text + "': " + e.getMessage(), "Use host:port");
        }
        throw new InvalidMqttSettings(
                source.name(), "'" + text + "' is no broker address", "Use host, host:port, or a list of these");
    }

    private static int portOr(String text, int defaultPort) {
        return text == null ? defaultPort : Integer.parseInt(text);
    }

    private boolean tlsOfUrl(Found url) {
        int end = url.value().indexOf("://");
        String scheme = end < 0 ? "" : url.value().substring(0, end).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "mqtt", "tcp" -> false;
            case "mqtts", "ssl", "tls" -> true;
            default ->
                throw new InvalidMqttSettings(
                        url.name(),
                        "does not begin with mqtt:// or mqtts://",
                        "Use mqtt://host:port or mqtts://host:port");
        };
    }

    private static String withoutSchemeAndPath(Found url) {
        String rest = url.value().substring(url.value().indexOf("://") + "://".length());
        if (rest.contains("@")) {
            throw new InvalidMqttSettings(
                    url.name(), "holds a user", "Use MQTT_USERNAME and MQTT_PASSWORD: addresses are logged");
        }
        return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    }

    private Optional<Integer> port() {
        return find("MQTT_BROKER_PORT", "MQTT_PORT").map(found -> {
            try {
                return new BrokerAddress("any", Integer.parseInt(found.value())).port();
            } catch (IllegalArgumentException e) {
                throw new InvalidMqttSettings(
                        found.name(),
                        "'" + found.value() + "' is no port",
                        "Use a number from 1 to 65535; usual are 1883 without and 8883 with TLS");
            }
        });
    }

    private String clientId(String defaultClientId) {
        Optional<Found> found = find("MQTT_CLIENT_ID");
        String clientId = found.map(Found::value).orElse(defaultClientId);
        if (clientId.isEmpty() || clientId.length() > LONGEST_CLIENT_ID) {
            throw new InvalidMqttSettings(
                    "MQTT_CLIENT_ID", "is empty or too long", "Give each client an id of its own");
        }
        return clientId;
    }

    private Optional<Path> file(String what, String... names) {
        return find(names).map(found -> {
            Path path = Path.of(found.value());
            if (!Files.isRegularFile(path)) {
                throw new InvalidMqttSettings(
                        found.name(),
                        "there is no file " + path.toAbsolutePath(),
                        "Give the path of " + what + " in PEM format");
            }
            if (!Files.isReadable(path)) {
                throw new InvalidMqttSettings(
                        found.name(),
                        path.toAbsolutePath() + " may not be read by this user",
                        "Change the file's owner or run as its owner");
            }
            return path;
        });
    }

    private Optional<Boolean> flag(String name) {
        return find(name).map(found -> switch (found.value().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default ->
                throw new InvalidMqttSettings(
                        found.name(), "'" + found.value() + "' is neither true nor false", "Use true or false");
        });
    }

    private Optional<Found> find(String... names) {
        for (String name : names) {
            Optional<String> value = lookup.apply(name).map(String::strip).filter(text -> !text.isEmpty());
            if (value.isPresent()) {
                return Optional.of(new Found(name, value.get()));
            }
        }
        return Optional.empty();
    }

    private record Found(String name, String value) {}
}
