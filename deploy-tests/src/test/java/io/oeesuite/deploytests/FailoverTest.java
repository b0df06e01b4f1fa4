package io.oeesuite.deploytests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.localstack.Completed;
import io.oeesuite.localstack.LocalStack;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** deploy/haproxy/haproxy.cfg in front of three Mosquittos with mutual TLS, as on a site that has no cluster of EMQX; ingest-service is connected with each of the three. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverTest {

    private static final String INGEST = "analytics_INGEST-0";
    private static final int PUBLISHERS = 9;
    private static final int A_LOT = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<BrokerNode> brokers = new ArrayList<>();
    private final List<PersistentPublisher> publishers = new ArrayList<>();
    private LocalStack stack;
    private IngestService ingest;
    private Haproxy haproxy;
    private SiteCertificates certificates;

    @BeforeAll
    void startEverything() throws Exception {
        Program.called("mosquitto");
        Program.called("haproxy");
        List<String> edges = IntStream.range(0, PUBLISHERS)
                .mapToObj(number -> "edge_LINE" + number)
                .toList();
        List<String> clients = Stream.concat(edges.stream(), Stream.of(INGEST, "dashboard_HAPROXY"))
                .toList();
        certificates = SiteCertificates.in(folder.resolve("certs"), clients);
        certificates.bundle("dashboard_HAPROXY", folder.resolve("certs/dashboard_HAPROXY.pem"));
        Path acl = Policy.mosquitto(folder.resolve("acl"), clients);
        List<Integer> ports = Ports.free(9);
        for (int number = 0; number < 3; number++) {
            BrokerNode broker = new BrokerNode(
                    folder.resolve("broker" + number), certificates, acl, ports.subList(3 * number, 3 * number + 3));
            brokers.add(broker);
            broker.start();
        }
        haproxy = new Haproxy(
                certificates.folder(),
                folder.resolve("haproxy.log"),
                brokers.stream().map(BrokerNode::devices).toList());
        stack = LocalStack.start(LocalStack.options().kafka());
        ingest = new IngestService(folder, ingestSettings());
        await("all brokers are up").atMost(PATIENCE).until(() -> haproxy.brokersUp() == 3);
        ingest.awaitReady();
        for (String edge : edges) {
            publishers.add(new PersistentPublisher(vertx, certificates.connection(edge, haproxy.front), edge));
        }
    }

    @AfterAll
    void stopEverything() {
        publishers.forEach(PersistentPublisher::close);
        if (ingest != null) {
            ingest.close();
        }
        brokers.forEach(BrokerNode::close);
        if (haproxy != null) {
            haproxy.close();
        }
        if (stack != null) {
            stack.close();
        }
        Completed.of(vertx.close().toCompletionStage());
    }

    @Test
    void aBrokerStoppedUnderLoadCostsNoMessage() throws Exception {
        awaitProgressOfAll();
        BrokerNode stopped = brokers.get(1);

        // Kafka hangs: messages wait at the brokers, acknowledged to their publishers and not to the brokers
        signal("STOP");
        try {
            awaitProgressOfAll();
            long movedBefore = losses();
            stopped.stop();
            await("publishers have moved over").atMost(PATIENCE).until(() -> losses() > movedBefore);
        } finally {
            signal("CONT");
        }
        await("the proxy knows").atMost(PATIENCE).until(() -> haproxy.brokersUp() == 2);
        awaitProgressOfAll();
        assertThat(ingest.isReady()).as("without one of its brokers").isFalse();

        stopped.start();
        await("the proxy knows").atMost(PATIENCE).until(() -> haproxy.brokersUp() == 3);
        ingest.awaitReady();
        awaitProgressOfAll();

        publishers.forEach(PersistentPublisher::finish);
        Set<String> acknowledged = union(publishers.stream().map(PersistentPublisher::acknowledged));
        try (RawLog log = new RawLog(stack.kafkaBootstrap())) {
            await("all acknowledged messages are stored")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(missing(acknowledged, log.stored()))
                            .as("acknowledged and never stored")
                            .isEmpty());
            assertThat(acknowledged).as("acknowledged messages").hasSizeGreaterThan(PUBLISHERS * A_LOT * 3);
            assertThat(log.messages().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            brokers.stream().map(FailoverTest::receiver).toList());
            assertThat(log.redelivered())
                    .as("what the broker had acknowledged came from its disk")
                    .containsKey(receiver(stopped));
        }
    }

    @Test
    void nobodyGetsInWithoutTlsOrCertificate() throws Exception {
        List<Integer> ports = new ArrayList<>(List.of(haproxy.front));
        brokers.forEach(broker -> ports.addAll(broker.ports));
        for (int port : ports) {
            assertThat(Dial.refusesPlainText(port))
                    .as("plain text on port %d", port)
                    .isTrue();
        }

        List<String> line = new ArrayList<>(List.of(
                "-h",
                "localhost",
                "--cafile",
                certificates.authority().toString(),
                "-i",
                "edge_LINE0",
                "-q",
                "1",
                "-t",
                "spBv1.0/G/NDATA/edge_LINE0",
                "-m",
                "x",
                "-p"));
        Program publish = Program.called("mosquitto_pub");
        for (int port : List.of(haproxy.front, brokers.get(0).devices())) {
            List<String> without = new ArrayList<>(line);
            without.add(String.valueOf(port));
            assertThat(publish.run(without.toArray(String[]::new)).code())
                    .as("without a certificate")
                    .isNotZero();
            without.addAll(List.of(
                    "--cert",
                    certificates.file("edge_LINE0", "crt").toString(),
                    "--key",
                    certificates.file("edge_LINE0", "key").toString()));
            assertThat(publish.run(without.toArray(String[]::new)).code())
                    .as("with one")
                    .isZero();
        }
    }

    private void awaitProgressOfAll() {
        List<Integer> before =
                publishers.stream().map(PersistentPublisher::count).toList();
        await("all publishers publish")
                .atMost(PATIENCE)
                .until(() -> IntStream.range(0, PUBLISHERS)
                        .allMatch(number -> publishers.get(number).count() >= before.get(number) + A_LOT));
    }

    private long losses() {
        return publishers.stream().mapToLong(PersistentPublisher::losses).sum();
    }

    private static List<String> missing(Set<String> acknowledged, Set<String> stored) {
        return acknowledged.stream()
                .filter(message -> !stored.contains(message))
                .sorted()
                .toList();
    }

    private Map<String, String> ingestSettings() {
        Map<String, String> settings =
                new HashMap<>(certificates.connection(INGEST, brokers.getFirst().devices()));
        settings.put(
                "MQTT_BROKERS",
                brokers.stream().map(broker -> "localhost:" + broker.devices()).collect(Collectors.joining(",")));
        settings.put("OEE_INGEST_EACH_BROKER", "true");
        settings.put("OEE_INGEST_SHARED", "false");
        settings.putAll(stack.environment());
        return settings;
    }

    /** As whom ingest-service stores what it has from a broker. */
    private static String receiver(BrokerNode broker) {
        return INGEST + "@localhost:" + broker.devices();
    }

    private void signal(String name) {
        Program.Outcome outcome = Program.called("sh")
                .run("-c", "kill -" + name + " " + stack.kafka().pid());
        assertThat(outcome.code()).as(outcome.output()).isZero();
    }

    private static Set<String> union(Stream<Set<String>> sets) {
        Set<String> all = new java.util.HashSet<>();
        sets.forEach(all::addAll);
        return all;
    }
}
