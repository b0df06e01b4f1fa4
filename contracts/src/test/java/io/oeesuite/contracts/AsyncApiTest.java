package io.oeesuite.contracts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import com.google.protobuf.Descriptors.Descriptor;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code asyncapi.yaml} says of the Kafka topics what the code says. */
class AsyncApiTest {

    @Test
    void documentFollowsTheTopics() {
        new Golden(Path.of("asyncapi.yaml")).mustEqual(document());
    }

    @Test
    @SuppressWarnings("unchecked")
    void documentIsYamlWithAChannelForEachTopic() {
        var document = new Yaml().<Map<String, Map<String, Map<String, Object>>>>load(document());

        assertThat(document.get("channels"))
                .hasSize(Topic.values().length)
                .allSatisfy((name, channel) -> assertThat(channel.get("address"))
                        .isEqualTo(Topic.valueOf(name).topicName()));
        assertThat(document.get("components").get("messages")).hasSize(Topic.values().length);
    }

    private static String document() {
        return """
                # Written by AsyncApiTest from Topic and the .proto files: mvnw test -pl contracts -Dgolden.update=true
                asyncapi: 3.0.0
                info:
                  title: OEE Suite on Kafka
                  version: 1.0.0
                  description: What the services say to each other. Every topic carries LogAppendTime; event times live in the values.
                defaultContentType: application/x-protobuf
                channels:
                %s
                components:
                  messages:
                %s
                """.formatted(each(AsyncApiTest::channel, 2), each(AsyncApiTest::message, 4));
    }

    private static String each(Function<Topic, String> part, int indentation) {
        return Arrays.stream(Topic.values())
                .map(part)
                .map(text -> text.indent(indentation).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static String channel(Topic topic) {
        return """
                  %s:
                    address: %s
                    description: "Key: %s"
                    messages:
                      record:
                        $ref: '#/components/messages/%s'
                    bindings:
                      kafka:
                        topic: %s
                        partitions: %d
                        topicConfiguration:
                          cleanup.policy: ["%s"]
                          max.message.bytes: %d%s""".formatted(
                        topic.name(),
                        topic.topicName(),
                        topic.key(),
                        messageName(topic),
                        topic.topicName(),
                        topic.partitions(),
                        topic.compacted() ? "compact" : "delete",
                        Topic.MAX_RECORD_BYTES,
                        topic.retention()
                                .map(kept -> "\n        retention.ms: " + kept.toMillis())
                                .orElse(""));
    }

    private static String message(Topic topic) {
        return topic.value().map(AsyncApiTest::protobuf).orElseGet(() -> foreignPayload(topic));
    }

    private static String protobuf(Descriptor value) {
        return """
                    %s:
                      name: %s
                      contentType: application/x-protobuf
                      payload:
                        schemaFormat: application/vnd.google.protobuf;version=3
                        schema:
                          $ref: src/main/proto/%s#%s""".formatted(
                        value.getName(), value.getFullName(), value.getFile().getName(), value.getFullName());
    }

    private static String foreignPayload(Topic topic) {
        return """
                    %s:
                      name: %s
                      description: The MQTT payload, byte for byte
                      contentType: application/octet-stream""".formatted(messageName(topic), messageName(topic));
    }

    private static String messageName(Topic topic) {
        return topic.value().map(Descriptor::getName).orElse(topic.name() + "_BYTES");
    }
}
