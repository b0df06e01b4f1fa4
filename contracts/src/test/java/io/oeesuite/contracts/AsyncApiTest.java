package io.oeesuite.contracts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.google.protobuf.Descriptors.Descriptor;

/** {@code asyncapi.yaml} says of the Kafka topics what the code says. */
class AsyncApiTest {

    @Test
    void documentFollowsTheTopics() {
        new Golden(Path.of("asyncapi.yaml")).mustEqual(document());
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
                """.formatted(each(AsyncApiTest::channel), each(AsyncApiTest::message));
    }

    private static String each(java.util.function.Function<Topic, String> part) {
        return Arrays.stream(Topic.values()).map(part).collect(Collectors.joining("\n"));
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
                          cleanup.policy: ["%s"]%s""".formatted(
                        topic.name(),
                        topic.topicName(),
                        topic.key(),
                        messageName(topic),
                        topic.topicName(),
                        topic.partitions(),
                        topic.compacted() ? "compact" : "delete",
                        topic.retention()
                                .map(kept -> "\n          retention.ms: " + kept.toMillis())
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
