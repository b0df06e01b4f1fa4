package io.oeesuite.k8s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Topic;

import static org.assertj.core.api.Assertions.assertThat;

/** The topics are those of the contracts, and each service may do what the list of rights says, and no more. */
class KafkaResourcesTest {
    private static final String SITE = "production";

    @Test
    void eachTopicOfTheContractsIsMadeAsItSays() {
        Map<String, Manifest> made = kind("KafkaTopic").collect(Collectors.toMap(Manifest::name, topic -> topic));

        assertThat(made.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
        for (Topic topic : Topic.values()) {
            Manifest manifest = made.get(topic.topicName());
            assertThat(manifest.at("spec", "partitions")).contains(topic.partitions());
            Map<String, Object> config =
                    Manifest.castMap(manifest.at("spec", "config").orElseThrow());
            topic.settings()
                    .forEach((key, value) -> assertThat(String.valueOf(config.get(key)))
                            .as(topic + " " + key)
                            .isEqualTo(value));
            assertThat(manifest.at("metadata", "annotations", "helm.sh/resource-policy"))
                    .contains("keep");
        }
    }

    @Test
    void eachServiceMayDoWhatTheListSaysAndNoMore() throws Exception {
        Path list = Repository.folder().resolve("k8s/oee-suite/files/kafka/access.csv");
        List<String[]> rights = Files.readAllLines(list).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
        Set<String> services = rights.stream()
                .map(right -> right[0])
                .filter(name -> !name.equals("*"))
                .collect(Collectors.toSet());

        assertThat(kind("KafkaUser").map(Manifest::component)).containsExactlyInAnyOrderElementsOf(services);
        kind("KafkaUser").forEach(user -> {
            assertThat(user.at("spec", "authentication", "type")).contains("tls");
            assertThat(given(user))
                    .isEqualTo(rights.stream()
                            .filter(right -> right[0].equals("*") || right[0].equals(user.component()))
                            .map(right -> right[1].replace("transactional-id", "transactionalId") + " "
                                    + right[2].replace("prefixed", "prefix") + " " + right[3] + " "
                                    + new TreeSet<>(List.of(right[4].split(" "))))
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
    }

    @Test
    void theOnlyListenerAsksForCertificates() {
        Manifest kafka = kind("Kafka").findFirst().orElseThrow();

        assertThat(Manifest.list(kafka.content(), "spec", "kafka", "listeners"))
                .singleElement()
                .satisfies(listener -> {
                    assertThat(listener).containsEntry("tls", true).containsEntry("port", 9093);
                    assertThat(Manifest.at(listener, "authentication", "type")).contains("tls");
                });
        assertThat(kafka.at("spec", "kafka", "authorization", "type")).contains("simple");
    }

    private static Set<String> given(Manifest user) {
        return Manifest.list(user.content(), "spec", "authorization", "acls").stream()
                .map(acl -> Stream.of("type", "patternType", "name")
                                .map(key -> (String)
                                        Manifest.at(acl, "resource", key).orElseThrow())
                                .collect(Collectors.joining(" "))
                        + " " + new TreeSet<>((List<?>) acl.get("operations")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Manifest> kind(String kind) {
        return RenderedChart.of(SITE).stream()
                .filter(manifest -> manifest.kind().equals(kind));
    }
}
