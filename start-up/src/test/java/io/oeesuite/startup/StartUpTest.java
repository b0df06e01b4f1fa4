package io.oeesuite.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Without a service around it, and without Kafka. */
class StartUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int BAD_SETTINGS = 78;
    private static final int NOT_STARTED = 69;

    private final Queue<Integer> exits = new ConcurrentLinkedQueue<>();
    private final Queue<String> happened = new ConcurrentLinkedQueue<>();
    private StartUp startUp;

    @AfterEach
    void stop() throws Exception {
        startUp.onStop(new ShutdownEvent());
    }

    @Test
    void stepsStartInOrderOnceEverythingIsThereAndStopInReverse() throws Exception {
        var isThere = new AtomicBoolean();
        start(List.of(database(isThere)), List.of(step("one"), step("two")));

        await().atMost(PATIENCE).until(() -> startUp.waitingFor().equals("the database: not yet"));
        assertThat(happened).isEmpty();
        isThere.set(true);
        await().atMost(PATIENCE).until(startUp::isDone);
        startUp.onStop(new ShutdownEvent());

        assertThat(happened).containsExactly("one starts", "two starts", "two stops", "one stops");
    }

    @Test
    void aBadSettingEndsTheServiceBeforeAnythingIsStarted() {
        ServiceStep bad = new Recorded("bad", name -> {}) {
            @Override
            public void checkSettings() {
                throw new InvalidSettings("X is not set");
            }
        };

        start(List.of(), List.of(step("one"), bad));

        assertThat(exits).containsExactly(BAD_SETTINGS);
        assertThat(happened).isEmpty();
    }

    @Test
    void aStepThatIsNotWantedIsNeitherCheckedNorStarted() {
        ServiceStep unwanted = new Recorded("unwanted", happened::add) {
            @Override
            public boolean isWanted() {
                return false;
            }

            @Override
            public void checkSettings() {
                throw new InvalidSettings("nobody set what nobody needs");
            }
        };

        start(List.of(), List.of(unwanted, step("one")));

        await().atMost(PATIENCE).until(startUp::isDone);
        assertThat(exits).isEmpty();
        assertThat(happened).containsExactly("one starts");
    }

    @Test
    void aStepThatCannotStartEndsTheService() {
        ServiceStep broken = new Recorded("broken", name -> {}) {
            @Override
            public void start() {
                throw new IllegalStateException("broken");
            }
        };

        start(List.of(), List.of(broken, step("never")));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(exits).containsExactly(NOT_STARTED));
        assertThat(happened).isEmpty();
        assertThat(startUp.isDone()).isFalse();
    }

    @Test
    void aKafkaSettingThatCannotBeEndsTheService() {
        start(List.of(kafka(Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "NONSENSE"))), List.of());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(exits).containsExactly(BAD_SETTINGS));
    }

    @Test
    void aKafkaWhoseNameNobodyKnowsIsWaitedFor() {
        start(List.of(kafka(Map.of("bootstrap.servers", "kafka.invalid:9092"))), List.of());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(startUp.waitingFor())
                        .isEqualTo("Kafka at kafka.invalid:9092: no address is known for its name"));
        assertThat(exits).isEmpty();
    }

    private void start(List<Prerequisite> prerequisites, List<ServiceStep> steps) {
        List<CheckedSettings> settings = new ArrayList<>(prerequisites);
        settings.addAll(steps);
        startUp = new StartUp("a-service", settings, prerequisites, steps, exits::add);
        startUp.onStart(new StartupEvent());
    }

    private ServiceStep step(String name) {
        return new Recorded(name, happened::add);
    }

    private static Prerequisite kafka(Map<String, Object> settings) {
        return new KafkaTopics(new KafkaClients(settings));
    }

    private static Prerequisite database(AtomicBoolean isThere) {
        return new Prerequisite() {
            @Override
            public void require() {
                if (!isThere.get()) {
                    throw new IllegalStateException(new IllegalStateException("not yet"));
                }
            }

            @Override
            public String title() {
                return "the database";
            }
        };
    }

    private static class Recorded implements ServiceStep {
        private final String name;
        private final Consumer<String> happened;

        Recorded(String name, Consumer<String> happened) {
            this.name = name;
            this.happened = happened;
        }

        @Override
        public void start() {
            happened.accept(name + " starts");
        }

        @Override
        public void stop() {
            happened.accept(name + " stops");
        }

        @Override
        public String title() {
            return name;
        }
    }
}
