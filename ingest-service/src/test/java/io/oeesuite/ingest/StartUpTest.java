package io.oeesuite.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;

import io.oeesuite.ingest.topics.TopicProvisioning;
import io.oeesuite.ingest.topics.TopicsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Without the service around it, and without Kafka. */
class StartUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Queue<Integer> exits = new ConcurrentLinkedQueue<>();

    @Test
    void aKafkaSettingThatCannotBeEndsTheService() throws Exception {
        StartUp startUp = startUp(Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "NONSENSE"));

        startUp.onStart(new StartupEvent());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(exits).containsExactly(78));
        startUp.onStop(new ShutdownEvent());
    }

    @Test
    void aKafkaWhoseNameNobodyKnowsIsWaitedFor() throws Exception {
        StartUp startUp = startUp(Map.of("bootstrap.servers", "kafka.invalid:9092"));

        startUp.onStart(new StartupEvent());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(startUp.waitingFor())
                        .isEqualTo("Kafka at kafka.invalid:9092: no address is known for its name"));
        startUp.onStop(new ShutdownEvent());
        assertThat(exits).isEmpty();
    }

    private StartUp startUp(Map<String, Object> kafka) {
        var topics = new TopicProvisioning(
                new TopicsConfig() {
                    @Override
                    public boolean create() {
                        return true;
                    }

                    @Override
                    public short replication() {
                        return 1;
                    }
                },
                new HashMap<>(kafka));
        return new StartUp(
                () -> Set.of("idle"),
                topics,
                String.valueOf(kafka.get("bootstrap.servers")),
                List.of(new Idle()),
                exits::add);
    }

    private static final class Idle implements IngestStep {
        @Override
        public String name() {
            return "idle";
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }
}
