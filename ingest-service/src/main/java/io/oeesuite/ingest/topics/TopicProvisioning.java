package io.oeesuite.ingest.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

import io.oeesuite.contracts.Topic;
import io.oeesuite.ingest.InvalidSettings;
import io.smallrye.common.annotation.Identifier;

/**
 * The one place that creates the Kafka topics of {@link Topic}. Topics that exist are left as they are: they may hold the audit log. Where they differ from what
 * the suite expects, the log says so.
 */
@ApplicationScoped
public class TopicProvisioning {
    private static final Logger LOG = Logger.getLogger(TopicProvisioning.class);
    private static final int TIMEOUT_MS = 10_000;

    /** How Kafka's client begins its complaint. */
    private static final String UNRESOLVABLE = "No resolvable bootstrap urls";

    private final TopicsConfig config;
    private final Map<String, Object> kafka;

    public TopicProvisioning(TopicsConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.kafka = kafka;
    }

    /** @throws InvalidSettings when the topics could never be made so */
    public void checkSettings() {
        if (config.replication() < 1) {
            throw new InvalidSettings("OEE_TOPICS_REPLICATION: must be at least 1, not " + config.replication() + ".");
        }
    }

    /**
     * Creates what is missing and compares what exists.
     *
     * @throws NotPossibleYet when Kafka cannot be reached, or topics are missing and must not be created
     * @throws InvalidSettings when no client can be made with the settings
     */
    public void provision() throws NotPossibleYet {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        try (Admin admin = admin(settings)) {
            Set<String> present = admin.listTopics().names().get();
            List<Topic> missing = List.of(Topic.values()).stream()
                    .filter(topic -> !present.contains(topic.topicName()))
                    .toList();
            if (!missing.isEmpty()) {
                create(admin, missing);
            }
            new TopicComparison(admin).differences().forEach(difference -> LOG.warnf("Kafka topics: %s", difference));
        } catch (ExecutionException e) {
            throw new NotPossibleYet(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotPossibleYet("interrupted");
        }
    }

    /** A name that nobody knows now may be known later, as while containers start; no other setting gets better by waiting. */
    private static Admin admin(Map<String, Object> settings) throws NotPossibleYet {
        try {
            return Admin.create(settings);
        } catch (KafkaException failure) {
            String reason = reason(failure);
            if (reason.startsWith(UNRESOLVABLE)) {
                throw new NotPossibleYet("no address is known for its name");
            }
            throw new InvalidSettings("KAFKA_…: " + reason);
        }
    }

    private void create(Admin admin, List<Topic> missing)
            throws NotPossibleYet, InterruptedException, ExecutionException {
        List<String> names = missing.stream().map(Topic::topicName).toList();
        if (!config.create()) {
            throw new NotPossibleYet("the topics " + String.join(", ", names)
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

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The topics are not ready; the message says why and, where somebody must act, what to do. */
    public static final class NotPossibleYet extends Exception {
        private static final long serialVersionUID = 1L;

        NotPossibleYet(String message) {
            super(message, null, false, false);
        }
    }
}
