package io.oeesuite.command.ownership;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.RealServers;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.startup.KafkaClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Ownership among replicas with a real Kafka. */
class OwnershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LocalStack stack;

    @BeforeAll
    static void startKafka() {
        stack = LocalStack.start(LocalStack.options().kafka());
        RealServers.createTopics(stack);
    }

    @AfterAll
    static void stopKafka() {
        stack.close();
    }

    @Test
    void oneOfTwoIsTheOwnerAndTheOtherTakesOverWhenItLeaves() throws Exception {
        var first = new Recorded();
        var second = new Recorded();
        Ownership one = ownership("take-over", first);
        one.start();
        await().atMost(PATIENCE).until(one::isHeld);
        try (Ownership other = ownership("take-over", second)) {
            other.start();
            one.check().get();
            assertThatThrownBy(() -> other.check().get()).hasMessageContaining("another replica is the host");
            assertThat(second.told).isEmpty();

            one.close();

            await().atMost(PATIENCE).until(other::isHeld);
            other.check().get();
            assertThat(first.told).containsExactly("begin", "end");
            assertThat(second.told).containsExactly("begin");
            assertThatThrownBy(() -> one.check().get(1, java.util.concurrent.TimeUnit.SECONDS))
                    .isInstanceOf(Exception.class);
        }
    }

    private static Ownership ownership(String group, Ownership.Duty duty) {
        return new Ownership(
                new KafkaClients(Map.of("bootstrap.servers", stack.kafkaBootstrap())),
                group,
                Duration.ofSeconds(6),
                duty);
    }

    private static final class Recorded implements Ownership.Duty {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void begin() {
            told.add("begin");
        }

        @Override
        public void end() {
            told.add("end");
        }

        @Override
        public void abandon() {
            told.add("abandon");
        }
    }
}
