package io.oeesuite.k8s.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

import io.oeesuite.k8s.Repository;

/** The rules of Prometheus and their tests. */
final class Rules {
    static final Path FOLDER = Repository.folder().resolve("deploy/monitoring/prometheus");

    private Rules() {}

    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<Map<String, Object>> all() {
        return files("rules").stream()
                .flatMap(file -> maps(read(file).get("groups")))
                .flatMap(group -> maps(group.get("rules")))
                .toList();
    }

    static List<Map<String, Object>> alerts() {
        return all().stream().filter(rule -> rule.containsKey("alert")).toList();
    }

    static Map<String, Object> read(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @SuppressWarnings("unchecked")
    static Stream<Map<String, Object>> maps(Object list) {
        return list == null ? Stream.empty() : ((List<Map<String, Object>>) list).stream();
    }
}
