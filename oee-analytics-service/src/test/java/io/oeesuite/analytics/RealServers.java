package io.oeesuite.analytics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * One Kafka, one PostgreSQL and one broker for all tests of this module, with the topics that ingest-service would have made. A test's field of type
 * {@link LocalStack} is set to them.
 */
public final class RealServers implements QuarkusTestResourceLifecycleManager {
    private LocalStack stack;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start(LocalStack.options().kafka().postgres().broker());
        createTopics();
        Map<String, String> settings = new HashMap<>(stack.environment());
        settings.putAll(stack.mqttEnvironment("analytics_OEE-PROCESSOR"));
        settings.put("oee.witness.grace", "2s");
        return settings;
    }

    @Override
    public void inject(TestInjector tests) {
        tests.injectIntoFields(stack, new TestInjector.MatchesType(LocalStack.class));
    }

    @Override
    public void stop() {
        stack.close();
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) stack.kafkaBootstrap()))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(
                                            topic.topicName(), Optional.of(topic.partitions()), Optional.empty())
                                    .configs(topic.settings()))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
