package io.oeesuite.command;

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
 * One Kafka and one broker for all tests of this module, with the topics that ingest-service would have made. A test's field of type {@link LocalStack} is set to them.
 */
public final class RealServers implements QuarkusTestResourceLifecycleManager {
    private LocalStack stack;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start(LocalStack.options().kafka().broker());
        createTopics(stack);
        Map<String, String> settings = new HashMap<>(stack.environment());
        settings.putAll(stack.mqttEnvironment("scada_PRIMARY-HOST"));
        settings.put("test.certificates", stack.certificates().folder().toString());
        settings.put("oee.commands.allow[0].device", "*");
        settings.put("oee.commands.allow[0].metric", "Command/MachSpeed");
        settings.put("oee.commands.allow[0].min", "0");
        settings.put("oee.commands.allow[0].max", "200");
        settings.put("oee.commands.allow[1].device", "*");
        settings.put("oee.commands.allow[1].metric", "Command/CntrlCmd");
        settings.put("oee.commands.allow[1].values", "1,2,3");
        settings.put("oee.commands.allow[1].critical", "true");
        settings.put("oee.commands.allow[2].metric", "Properties/*");
        settings.put("oee.commands.confirmation", "PT2S");
        settings.put("oee.commands.rebirth-interval", "PT0.2S");
        settings.put("oee.host.heartbeat-limit", "PT3S");
        return settings;
    }

    @Override
    public void inject(TestInjector tests) {
        tests.injectIntoFields(stack, new TestInjector.MatchesType(LocalStack.class));
    }

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    public static void createTopics(LocalStack stack) {
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
