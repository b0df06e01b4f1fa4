package io.oeesuite.k8s;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.yaml.snakeyaml.Yaml;

import io.kubernetes.client.custom.Quantity;

/** Compares resources of operators with the fields in {@code custom-resources.yaml}. */
final class CustomFields {
    private static final Map<String, Object> KNOWN = known();
    private final List<String> complaints = new ArrayList<>();

    private CustomFields() {}

    /** What is wrong with the resource. */
    static List<String> complaintsAbout(Manifest manifest) {
        Object fields = KNOWN.get(manifest.apiVersion() + " " + manifest.kind());
        if (fields == null) {
            return List.of(manifest.id() + ": nothing is known of " + manifest.apiVersion() + " " + manifest.kind());
        }
        CustomFields check = new CustomFields();
        check.check(manifest.at("spec").orElse(Map.of()), fields, manifest.id());
        return List.copyOf(check.complaints);
    }

    private static Map<String, Object> known() {
        InputStream file = CustomFields.class.getResourceAsStream("custom-resources.yaml");
        return new Yaml().load(file);
    }

    private void check(Object value, Object type, String path) {
        switch (type) {
            case String plain -> checkPlain(value, plain, path);
            case List<?> of -> checkList(value, of.getFirst(), path);
            case Map<?, ?> fields -> checkObject(value, Manifest.castMap(fields), path);
            default -> throw new AssertionError("What type is " + type + "?");
        }
    }

    private void checkList(Object value, Object type, String path) {
        if (!(value instanceof List<?> list)) {
            complaints.add(path + " is " + value + ", expected a list");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            check(list.get(i), type, path + "[" + i + "]");
        }
    }

    private void checkObject(Object value, Map<String, Object> fields, String path) {
        if (!(value instanceof Map<?, ?> map)) {
            complaints.add(path + " is " + value + ", expected an object");
            return;
        }
        map.forEach((key, its) -> field(fields, (String) key)
                .ifPresentOrElse(
                        type -> check(its, type, path + "." + key),
                        () -> complaints.add(path + "." + key + " is unknown")));
        fields.keySet().stream()
                .filter(field -> field.endsWith("!"))
                .map(field -> field.substring(0, field.length() - 1))
                .filter(field -> !map.containsKey(field))
                .forEach(field -> complaints.add(path + "." + field + " is missing"));
    }

    private static Optional<Object> field(Map<String, Object> fields, String key) {
        return Optional.ofNullable(fields.get(key)).or(() -> Optional.ofNullable(fields.get(key + "!")));
    }

    private void checkPlain(Object value, String type, String path) {
        boolean fits = switch (type) {
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "strings" ->
                value instanceof Map<?, ?> map && map.values().stream().allMatch(String.class::isInstance);
            case "quantity" ->
                value instanceof String text
                        && Quantity.fromString(text).getNumber().signum() > 0;
            case "any" -> value != null;
            default -> throw new AssertionError("What type is " + type + "?");
        };
        if (!fits) {
            complaints.add(path + " is " + value + ", expected " + type);
        }
    }
}
