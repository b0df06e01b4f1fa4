package io.oeesuite.command.commanding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.RealServers;
import io.oeesuite.contracts.CommandOutcome;
import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.startup.KafkaClients;

import static io.oeesuite.command.commanding.CommandMother.outcome;
import static io.oeesuite.contracts.CommandStatus.COMMAND_STATUS_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Who may write outcomes, with a real Kafka. */
class OutcomeLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LocalStack stack;
    private static KafkaClients kafka;

    @BeforeAll
    static void startKafka() {
        stack = LocalStack.start(LocalStack.options().kafka());
        RealServers.createTopics(stack);
        kafka = new KafkaClients(Map.of("bootstrap.servers", stack.kafkaBootstrap()));
    }

    @AfterAll
    static void stopKafka() {
        stack.close();
    }

    @Test
    void whoTakesOverShutsTheOneBeforeOut() throws Exception {
        try (OutcomeLog before = OutcomeLog.of(kafka, "HOST-A");
                OutcomeLog after = OutcomeLog.of(kafka, "HOST-A")) {
            before.takeOver();
            before.write(List.of(outcome("a1", COMMAND_STATUS_SENT)));

            after.takeOver();

            assertThatThrownBy(() -> before.write(List.of(outcome("a2", COMMAND_STATUS_SENT))))
                    .isInstanceOf(OutcomeLog.ShutOut.class);
            after.write(List.of(outcome("a3", COMMAND_STATUS_SENT), outcome("a4", COMMAND_STATUS_SENT)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed("HOST-A"))
                            .extracting(CommandOutcome::getCommandId)
                            .containsExactly("a1", "a3", "a4"));
        }
    }

    @Test
    void twoHostsOnOneKafkaLeaveEachOtherAlone() throws Exception {
        try (OutcomeLog one = OutcomeLog.of(kafka, "HOST-B");
                OutcomeLog other = OutcomeLog.of(kafka, "HOST-C")) {
            one.takeOver();
            other.takeOver();

            one.write(List.of(outcome("b1", COMMAND_STATUS_SENT)));
            other.write(List.of(outcome("c1", COMMAND_STATUS_SENT)));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed("HOST-B"))
                            .extracting(CommandOutcome::getCommandId)
                            .containsExactly("b1"));
        }
    }

    @Test
    void nothingIsWrittenWithoutTakingOver() {
        try (OutcomeLog log = OutcomeLog.of(kafka, "HOST-D")) {
            assertThatThrownBy(() -> log.write(List.of(outcome("d1", COMMAND_STATUS_SENT))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static List<CommandOutcome> committed(String hostId) throws Exception {
        var partition = new TopicPartition(Topic.COMMAND_OUTCOMES.topicName(), 0);
        try (var consumer = kafka.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<CommandOutcome> outcomes = new ArrayList<>();
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var entry : consumer.poll(Duration.ofMillis(100))) {
                    CommandOutcome outcome = CommandOutcome.parseFrom(entry.value());
                    if (outcome.getHostId().equals(hostId)) {
                        outcomes.add(outcome);
                    }
                }
            }
            return outcomes;
        }
    }
}
