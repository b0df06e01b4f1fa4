package io.oeesuite.ingest.topics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** On a Kafka of its own, which begins empty. */
class TopicProvisioningTest {
    private static LocalStack stack;
    private static Map<String, Object> kafka;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStack.options().kafka());
        kafka = Map.of("bootstrap.servers", stack.kafkaBootstrap());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void topicsAreMadeOnceAndWhatDiffersIsNamed() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            assertThatThrownBy(() -> provisioning(false).require())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("oee.raw.v1")
                    .hasMessageContaining("OEE_TOPICS_CREATE is false");
            assertThat(admin.listTopics().names().get()).isEmpty();

            provisioning(true).require();
            assertThat(admin.listTopics().names().get()).containsAll(names());
            assertThat(new TopicComparison(admin).differences()).isEmpty();

            provisioning(true).require();
            provisioning(false).require();

            alter(admin, "retention.ms", "1000");
            admin.createPartitions(Map.of(Topic.HOST_HEALTH.topicName(), NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            await().untilAsserted(
                            () -> assertThat(new TopicComparison(admin).differences())
                                    .containsExactlyInAnyOrder(
                                            "oee.raw.v1 has retention.ms=1000 instead of 7776000000",
                                            "oee.host-health.v1 has 2 partitions instead of 1; the data topics must all have the same number"));
            provisioning(true).require();
            assertThat(new TopicComparison(admin).differences()).hasSize(2);
        }
    }

    @Test
    void aKafkaThatIsNotThereIsNamed() {
        var provisioning =
                new TopicProvisioning(config(true, 1), new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1")));

        assertThatThrownBy(provisioning::require).isInstanceOf(ExecutionException.class);
    }

    @Test
    void aNameThatNobodyKnowsMayBeKnownLater() {
        var provisioning = new TopicProvisioning(
                config(true, 1), new KafkaClients(Map.of("bootstrap.servers", "kafka.invalid:9092")));

        assertThatThrownBy(provisioning::require)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no address is known for its name");
    }

    @Test
    void aKafkaSettingThatCannotBeIsRefused() {
        var provisioning = new TopicProvisioning(
                config(true, 1),
                new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "NONSENSE")));

        assertThatThrownBy(provisioning::require)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("KAFKA_…: ")
                .hasMessageContaining("security.protocol");
    }

    @Test
    void aReplicationThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new TopicProvisioning(config(true, 0), new KafkaClients(kafka)).checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("OEE_TOPICS_REPLICATION: ");
    }

    private static TopicProvisioning provisioning(boolean create) {
        return new TopicProvisioning(config(create, 1), new KafkaClients(kafka));
    }

    private static TopicsConfig config(boolean create, int replication) {
        return new TopicsConfig() {
            @Override
            public boolean create() {
                return create;
            }

            @Override
            public short replication() {
                return (short) replication;
            }
        };
    }

    private static void alter(Admin admin, String name, String value) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.RAW.topicName());
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
    }

    private static Set<String> names() {
        return Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
    }
}
