package io.oeesuite.k8s.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.k8s.Repository;

/** A dashboard of Grafana. */
record Dashboard(String file, Map<String, Object> content) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    @SuppressWarnings("unchecked")
    static List<Dashboard> all() {
        Path folder = Repository.folder().resolve("deploy/monitoring/grafana/dashboards");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .map(file -> {
                        try {
                            return new Dashboard(
                                    file.getFileName().toString(), JSON.readValue(file.toFile(), Map.class));
                        } catch (IOException failed) {
                            throw new UncheckedIOException(file + " is no JSON", failed);
                        }
                    })
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Map<String, Object>> panels() {
        return Rules.maps(content.get("panels")).toList();
    }

    /** The queries of its panels. */
    List<String> queries(String key) {
        return panels().stream()
                .flatMap(panel -> Rules.maps(panel.get("targets")))
                .filter(target -> target.containsKey(key))
                .map(target -> (String) target.get(key))
                .toList();
    }
}
