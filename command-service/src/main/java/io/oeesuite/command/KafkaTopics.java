package io.oeesuite.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import io.oeesuite.contracts.Topic;

/** Whether the topics that this service reads and writes exist; ingest-service creates them. */
final class KafkaTopics implements AutoCloseable {
    private static final int TIMEOUT_MS = 5_000;

    private final KafkaClients kafka;
    private Admin admin;

    KafkaTopics(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** @throws IllegalStateException naming the topics that are missing */
    void requireAll() throws InterruptedException, ExecutionException, TimeoutException {
        if (admin == null) {
            admin = kafka.admin(Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS));
        }
        var present = admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        var missing = Arrays.stream(Topic.values())
                .map(Topic::topicName)
                .filter(name -> !present.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(missingMessage(missing));
        }
    }

    private static String missingMessage(List<String> missing) {
        return "topics " + String.join(", ", missing) + " do not exist yet; ingest-service creates them when it starts";
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
