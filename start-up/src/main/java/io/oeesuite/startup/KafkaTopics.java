package io.oeesuite.startup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import io.oeesuite.contracts.Topic;

/** Kafka, with the topics of the suite; ingest-service creates them. */
@ApplicationScoped
@Priority(10)
public class KafkaTopics implements Prerequisite {
    private static final int TIMEOUT_MS = 5_000;
    private static final Map<String, Object> IMPATIENT = Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);

    private final KafkaClients kafka;

    KafkaTopics(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public void require() throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = kafka.admin(IMPATIENT)) {
            Set<String> present = admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            List<String> missing = Arrays.stream(Topic.values())
                    .map(Topic::topicName)
                    .filter(name -> !present.contains(name))
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalStateException(
                        "the topics " + String.join(", ", missing)
                                + " do not exist yet, or Kafka does not let this service see them; ingest-service creates them when it starts");
            }
        }
    }

    @Override
    public String title() {
        return "Kafka at " + kafka.bootstrapServers();
    }
}
