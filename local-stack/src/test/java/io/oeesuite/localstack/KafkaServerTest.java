package io.oeesuite.localstack;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaServerTest {

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(LocalStack.options().kafka());
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    void keepsItsPortAndItsRecordsOverStopAndKill() throws Exception {
        createTopic("facts");
        transact("facts", "one");

        stack.kafka().stop();
        assertThat(stack.kafka().isRunning()).isFalse();
        stack.kafka().start();
        transact("facts", "two");

        stack.kafka().kill();
        assertThat(stack.kafka().isRunning()).isFalse();
        stack.kafka().start();
        transact("facts", "three");

        assertThat(read("facts", 3)).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void makesNoTopicByItself() {
        assertThatThrownBy(() -> read("never-created", 1)).hasMessageContaining("never-created");
    }

    private static void createTopic(String name) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static void transact(String topic, String value) throws Exception {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("transactional.id", "writer-" + value);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, value)).get(20, TimeUnit.SECONDS);
            producer.commitTransaction();
        }
    }

    private static Set<String> read(String topic, int count) {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.putAll(Map.of("auto.offset.reset", "earliest", "isolation.level", "read_committed"));
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            if (consumer.partitionsFor(topic).isEmpty()) {
                throw new IllegalStateException("There is no topic " + topic);
            }
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            Set<String> values = new HashSet<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static Map<String, Object> settings() {
        return Map.of("bootstrap.servers", stack.kafkaBootstrap());
    }
}
