package io.oeesuite.systemtests.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.RawHeaders;
import io.oeesuite.contracts.Topic;
import io.oeesuite.systemtests.suite.CommittedLog;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** At QoS 1 every fact that the broker has acknowledged to an edge node arrives, once, whatever is killed on the way. */
@WithSuite
class NothingLostOrDoubledTest {
    private static final int EDGES = 3;
    private static final int MESSAGES = 2_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    void killingIngestServiceInMidStreamLosesAndDoublesNothing(Suite suite) throws Exception {
        try (CountingEdges edges = new CountingEdges(suite, "INGEST-KILLED", EDGES, MESSAGES)) {
            edges.start();
            edges.awaitProgress(0.3);

            suite.ingest().kill();
            edges.awaitProgress(0.6);
            suite.ingest().start();

            edges.awaitAllSent();
            assertThatAllArrivedOnceInOrder(suite, edges);
            assertThat(rebirthsOf(suite, edges)).isEmpty();
        } finally {
            suite.ingest().awaitReady();
        }
    }

    @Test
    void killingKafkaInMidStreamLosesAndDoublesNothing(Suite suite) throws Exception {
        try (CountingEdges edges = new CountingEdges(suite, "KAFKA-KILLED", EDGES, MESSAGES)) {
            edges.start();
            edges.awaitProgress(0.3);

            suite.stack().kafka().kill();
            edges.awaitProgress(0.6);
            suite.stack().kafka().start();

            edges.awaitAllSent();
            assertThatAllArrivedOnceInOrder(suite, edges);
            assertThat(rebirthsOf(suite, edges)).isEmpty();
        } finally {
            suite.ingest().awaitReady();
            suite.analytics().awaitReady();
        }
    }

    /** Which of two replicas a message goes to is the broker's choice; what one cannot take the other must. */
    @Test
    void ofTwoReplicasEitherMayBeKilled(Suite suite) throws Exception {
        ServiceProcess second = suite.ingest("analytics_INGEST-1").start().awaitReady();
        try (CountingEdges edges = new CountingEdges(suite, "REPLICA-KILLED", EDGES, MESSAGES)) {
            edges.start();
            edges.awaitProgress(0.2);

            suite.ingest().kill();
            edges.awaitProgress(0.4);
            suite.ingest().start();
            edges.awaitProgress(0.6);
            second.kill();

            edges.awaitAllSent();
            assertThatAllArrivedOnce(suite, edges);
            assertThat(receiversOf(suite, edges)).containsExactly("analytics_INGEST-0", "analytics_INGEST-1");
        } finally {
            second.close();
            suite.ingest().awaitReady();
        }
    }

    private static void assertThatAllArrivedOnceInOrder(Suite suite, CountingEdges edges) {
        Map<String, List<Long>> arrived = arrived(suite, edges);
        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(edges.machines());
        assertThat(arrived).allSatisfy((_, numbers) -> assertThat(numbers).isEqualTo(edges.numbers()));
    }

    private static void assertThatAllArrivedOnce(Suite suite, CountingEdges edges) {
        Map<String, List<Long>> arrived = arrived(suite, edges);
        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(edges.machines());
        assertThat(arrived)
                .allSatisfy((_, numbers) -> assertThat(numbers).containsExactlyInAnyOrderElementsOf(edges.numbers()));
    }

    /** What each machine has said when nothing more is under way. */
    private static Map<String, List<Long>> arrived(Suite suite, CountingEdges edges) {
        CommittedLog log = suite.log();
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count(events(log, edges)) >= edges.total() && log.isAllProcessed());
        return events(log, edges);
    }

    private static int count(Map<String, List<Long>> events) {
        return events.values().stream().mapToInt(List::size).sum();
    }

    private static Map<String, List<Long>> events(CommittedLog log, CountingEdges edges) {
        Map<String, List<Long>> numbers = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : log.read(Topic.EVENTS, edges.machines()::contains)) {
            MachineEvent event = parsed(record);
            if (event.getKind() == EventKind.EVENT_KIND_DATA) {
                String machine = event.getGroup() + "/" + event.getNode() + "/" + event.getDevice();
                numbers.computeIfAbsent(machine, _ -> new ArrayList<>())
                        .add(event.getMetrics(0).getIntValue());
            }
        }
        return numbers;
    }

    private static List<String> rebirthsOf(Suite suite, CountingEdges edges) {
        return suite
                .log()
                .read(
                        Topic.REBIRTH_REQUESTS,
                        key -> edges.machines().stream().anyMatch(machine -> machine.startsWith(key + "/")))
                .stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Set<String> receiversOf(Suite suite, CountingEdges edges) {
        Set<String> receivers = new TreeSet<>();
        suite.log()
                .read(Topic.RAW, key -> edges.machines().stream().anyMatch(machine -> machine.startsWith(key + "/")))
                .forEach(record -> receivers.add(new String(
                        record.headers().lastHeader(RawHeaders.MQTT_RECEIVER).value(), StandardCharsets.UTF_8)));
        return receivers;
    }

    private static MachineEvent parsed(ConsumerRecord<byte[], byte[]> record) {
        try {
            return MachineEvent.parseFrom(record.value());
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
