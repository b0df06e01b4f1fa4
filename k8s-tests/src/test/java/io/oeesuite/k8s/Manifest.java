package io.oeesuite.k8s;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One resource as it stands in a manifest. */
record Manifest(Map<String, Object> content) {

    /** The resources of a file with several documents. A key that stands there twice is refused. */
    static List<Manifest> allOf(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(10 << 20);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options)).loadAll(text).spliterator(), false)
                .filter(Map.class::isInstance)
                .map(document -> new Manifest(castMap(document)))
                .toList();
    }

    String kind() {
        return (String) content.get("kind");
    }

    String apiVersion() {
        return (String) content.get("apiVersion");
    }

    String name() {
        return (String) at("metadata", "name").orElseThrow();
    }

    /** The kind and the name. */
    String id() {
        return kind() + "/" + name();
    }

    String component() {
        return (String) at("metadata", "labels", "app.kubernetes.io/name").orElse("");
    }

    /** What stands at a path of keys. */
    Optional<Object> at(String... path) {
        return at(content, path);
    }

    static Optional<Object> at(Object from, String... path) {
        Object here = from;
        for (String key : path) {
            if (!(here instanceof Map<?, ?> map)) {
                return Optional.empty();
            }
            here = map.get(key);
        }
        return Optional.ofNullable(here);
    }

    /** The maps of the list at a path; none where there is no such list. */
    static List<Map<String, Object>> list(Object from, String... path) {
        return at(from, path).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(Manifest::castMap)
                .toList();
    }

    /** The pod that the resource makes, if any. */
    Optional<Object> podSpec() {
        return kind().equals("Pod") ? at("spec") : at("spec", "template", "spec");
    }

    /** The containers of its pod, those that run before the others too. */
    List<Map<String, Object>> containers() {
        return podSpec().stream()
                .flatMap(pod -> Stream.of("initContainers", "containers").flatMap(key -> list(pod, key).stream()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> castMap(Object map) {
        return (Map<String, Object>) map;
    }
}
