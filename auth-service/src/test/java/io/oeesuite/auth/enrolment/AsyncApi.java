package io.oeesuite.auth.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.Yaml;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code asyncapi.yaml} says, to compare with what is said. */
final class AsyncApi {
    private final Map<String, Object> document;

    AsyncApi() {
        try {
            document = new Yaml().load(Files.readString(Path.of("asyncapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address(String channel) {
        return (String) at(document, "channels", channel).get("address");
    }

    String description(String channel) {
        return (String) at(document, "channels", channel).get("description");
    }

    /** The answer has the fields of the document, all that must be there and no others. */
    void mustDescribe(JsonNode answer) {
        mustDescribe(schema(answer.path("status").asText()), answer);
    }

    void mustDescribeQuestion(JsonNode question) {
        mustDescribe(schema("question"), question);
    }

    private Map<String, Object> schema(String name) {
        return at(document, "components", "schemas", name);
    }

    @SuppressWarnings("unchecked")
    private static void mustDescribe(Map<String, Object> schema, JsonNode node) {
        Map<String, Object> properties = at(schema, "properties");
        assertThat(node.fieldNames()).toIterable().isSubsetOf(properties.keySet());
        assertThat(node.fieldNames()).toIterable().containsAll((List<String>)
                schema.getOrDefault("required", List.of()));
        node.properties().forEach(field -> {
            Map<String, Object> type = at(properties, field.getKey());
            if (type.containsKey("const")) {
                assertThat(field.getValue().asText()).isEqualTo(type.get("const"));
                return;
            }
            switch (type.get("type").toString()) {
                case "string" -> assertThat(field.getValue().isTextual()).isTrue();
                case "integer" -> assertThat(field.getValue().isInt()).isTrue();
                default -> mustDescribe(type, field.getValue());
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> node, String... path) {
        Map<String, Object> here = node;
        for (String name : path) {
            here = (Map<String, Object>) here.get(name);
            assertThat(here).as("%s of asyncapi.yaml", name).isNotNull();
        }
        return here;
    }
}
