package io.oeesuite.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.MqttSettings;
import io.vertx.core.Vertx;

/** One broker and one Kafka for all tests of this module. Who stops one starts it again. */
public final class RealServers {
    public static final Vertx VERTX = Vertx.vertx();
    public static final LocalStack STACK =
            LocalStack.start(LocalStack.options().broker().kafka());

    private RealServers() {}

    /** {@code kafka.*} of a service. */
    public static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", STACK.kafkaBootstrap());
    }

    public static MqttSettings mqtt(String clientId) {
        Map<String, String> environment = new HashMap<>(STACK.mqttEnvironment(clientId));
        return MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), clientId);
    }

    /** Creates the topics of the suite where they are missing. */
    public static void createTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka())) {
            var present = admin.listTopics().names().get();
            for (Topic topic : Topic.values()) {
                if (!present.contains(topic.topicName())) {
                    var missing =
                            new NewTopic(topic.topicName(), topic.partitions(), (short) 1).configs(topic.settings());
                    admin.createTopics(java.util.List.of(missing)).all().get();
                }
            }
        }
    }
}
