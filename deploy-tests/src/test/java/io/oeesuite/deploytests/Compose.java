package io.oeesuite.deploytests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Compose files of deploy, read by docker-compose with a file of settings. */
record Compose(Path settings, List<String> files) {

    static final String CLUSTER = "docker-compose.mqtt-cluster.yml";
    static final String DEVELOPMENT = "docker-compose.mqtt-dev.yml";
    static final String TUNED = "docker-compose.mqtt-tuned.yml";
    static final String ASKING = "docker-compose.mqtt-auth.yml";
    static final String SUITE = "docker-compose.yml";
    static final String MOSQUITTO = "docker-compose.mosquitto.yml";

    /** docker-compose takes seconds. */
    private static final Map<Compose, Map<String, Map<String, Map<String, Object>>>> READ = new ConcurrentHashMap<>();

    static Compose of(Path settings, String... files) {
        return new Compose(settings, List.of(files));
    }

    Program.Outcome config() {
        List<String> words = new ArrayList<>(List.of("--env-file", settings.toString()));
        files.forEach(file -> words.addAll(List.of("-f", "deploy/" + file)));
        words.add("config");
        return Program.called("docker-compose").run(words.toArray(String[]::new));
    }

    /** The services, with all files put together. */
    Map<String, Map<String, Object>> services() {
        return all().get("services");
    }

    /** The networks that lead nowhere else. */
    Set<String> innerNetworks() {
        return all().get("networks").entrySet().stream()
                .filter(network -> network.getValue() != null
                        && Boolean.TRUE.equals(network.getValue().get("internal")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<String, Map<String, Map<String, Object>>> all() {
        return READ.computeIfAbsent(this, Compose::read);
    }

    private Map<String, Map<String, Map<String, Object>>> read() {
        Program.Outcome outcome = config();
        assertThat(outcome.code()).as("%s: %s", files, outcome.output()).isZero();
        return new Yaml().load(outcome.output());
    }

    /** The networks a service is in. */
    static Set<String> networks(Map<String, Object> service) {
        return switch (service.get("networks")) {
            case Map<?, ?> named -> named.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
            case List<?> listed -> listed.stream().map(String::valueOf).collect(Collectors.toSet());
            case null, default -> Set.of("default");
        };
    }

    /** The names by which others reach a service in one of its networks. */
    static Set<String> names(String name, Map<String, Object> service, String network) {
        Set<String> names = new HashSet<>(Set.of(name));
        if (service.get("networks") instanceof Map<?, ?> named
                && named.get(network) instanceof Map<?, ?> settings
                && settings.get("aliases") instanceof List<?> aliases) {
            aliases.forEach(alias -> names.add(String.valueOf(alias)));
        }
        return names;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> environment(Map<String, Object> service) {
        return (Map<String, Object>) service.getOrDefault("environment", Map.of());
    }

    @SuppressWarnings("unchecked")
    static List<String> strings(Map<String, Object> service, String key) {
        return ((List<Object>) service.getOrDefault(key, List.of()))
                .stream().map(String::valueOf).toList();
    }

    /** The settings without some of them. */
    Compose without(String variable) {
        try {
            Path less = settings.resolveSibling("without-" + variable + ".env");
            Files.writeString(
                    less,
                    Files.readAllLines(settings).stream()
                            .filter(line -> !line.startsWith(variable + "="))
                            .collect(Collectors.joining("\n")));
            return new Compose(less, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
