package io.oeesuite.ingest.topics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

import io.oeesuite.contracts.Topic;
import io.oeesuite.startup.InvalidSettings;
import io.oeesuite.startup.KafkaClients;
import io.oeesuite.startup.Prerequisite;

/**
 * The one place that creates the Kafka topics of {@link Topic}. Topics that exist are left as they are: they may hold the audit log. Where they differ from what
 * the suite expects, the log says so.
 */
@ApplicationScoped
@Priority(10)
public class TopicProvisioning implements Prerequisite {
    private static final Logger LOG = Logger.getLogger(TopicProvisioning.class);
    private static final int TIMEOUT_MS = 10_000;
    private static final Map<String, Object> IMPATIENT = Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            TIMEOUT_MS / 2,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            TIMEOUT_MS);

    private final TopicsConfig config;
    private final KafkaClients kafka;

    public TopicProvisioning(TopicsConfig config, KafkaClients kafka) {
        this.config = config;
        this.kafka = kafka;
    }

    @Override
    public void checkSettings() {
        if (config.replication() < 1) {
            throw new InvalidSettings("OEE_TOPICS_REPLICATION: must be at least 1, not " + config.replication() + ".");
        }
    }

    /** Creates what is missing and compares what exists. */
    @Override
    public void require() throws InterruptedException, ExecutionException {
        try (Admin admin = kafka.admin(IMPATIENT)) {
            Set<String> present = admin.listTopics().names().get();
            List<Topic> missing = List.of(Topic.values()).stream()
                    .filter(topic -> !present.contains(topic.topicName()))
                    .toList();
            if (!missing.isEmpty()) {
                create(admin, missing);
            }
            new TopicComparison(admin).differences().forEach(difference -> LOG.warnf("Kafka topics: %s", difference));
        }
    }

    @Override
    public String title() {
        return "Kafka at " + kafka.bootstrapServers();
    }

    private void create(Admin admin, List<Topic> missing) throws InterruptedException, ExecutionException {
        List<String> names = missing.stream().map(Topic::topicName).toList();
        if (!config.create()) {
            throw new IllegalStateException("the topics " + String.join(", ", names)
                    + " are missing and OEE_TOPICS_CREATE is false: create them, or let ingest-service do it");
        }
        Map<String, KafkaFuture<Void>> created = admin.createTopics(
                        missing.stream().map(this::newTopic).toList())
                .values();
        for (Map.Entry<String, KafkaFuture<Void>> each : created.entrySet()) {
            await(each.getValue());
        }
        LOG.infof("Kafka topics created: %s", String.join(", ", names));
    }

    /** Another replica may have been quicker. */
    private static void await(KafkaFuture<Void> creation) throws InterruptedException, ExecutionException {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.topicName(), topic.partitions(), config.replication()).configs(topic.settings());
    }
}
