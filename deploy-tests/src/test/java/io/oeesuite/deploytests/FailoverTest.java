package io.oeesuite.deploytests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** deploy/haproxy/haproxy.cfg in front of three Mosquittos with mutual TLS, as on a site that has no cluster of EMQX. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverTest {

    private static final int PUBLISHERS = 9;
    private static final int A_LOT = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<BrokerNode> brokers = new ArrayList<>();
    private final List<StoringSubscriber> subscribers = new ArrayList<>();
    private final List<PersistentPublisher> publishers = new ArrayList<>();
    private Process haproxy;
    private int front;
    private int stats;
    private SiteCertificates certificates;

    @BeforeAll
    void startEverything() throws Exception {
        Program.called("mosquitto");
        Program program = Program.called("haproxy");
        List<String> edges = IntStream.range(0, PUBLISHERS)
                .mapToObj(number -> "edge_LINE" + number)
                .toList();
        List<String> clients = Stream.concat(
                        edges.stream(),
                        Stream.of(
                                "analytics_INGEST-0", "analytics_INGEST-1", "analytics_INGEST-2", "dashboard_HAPROXY"))
                .toList();
        certificates = SiteCertificates.in(folder.resolve("certs"), clients);
        certificates.bundle("dashboard_HAPROXY", folder.resolve("certs/dashboard_HAPROXY.pem"));
        Path acl = Policy.mosquitto(folder.resolve("acl"), clients);
        List<Integer> ports = Ports.free(11);
        for (int number = 0; number < 3; number++) {
            BrokerNode broker = new BrokerNode(
                    folder.resolve("broker" + number), certificates, acl, ports.subList(3 * number, 3 * number + 3));
            brokers.add(broker);
            broker.start();
        }
        front = ports.get(9);
        stats = ports.get(10);
        haproxy = program.with(haproxySettings())
                .start(folder.resolve("haproxy.log"), "-f", "deploy/haproxy/haproxy.cfg");
        await("all brokers are up").atMost(PATIENCE).until(() -> brokersUp() == 3);
        for (int number = 0; number < 3; number++) {
            subscribers.add(new StoringSubscriber(
                    vertx,
                    certificates.connection(
                            "analytics_INGEST-" + number, brokers.get(number).devices())));
        }
        for (String edge : edges) {
            publishers.add(new PersistentPublisher(vertx, certificates.connection(edge, front), edge));
        }
    }

    @AfterAll
    void stopEverything() {
        publishers.forEach(PersistentPublisher::close);
        subscribers.forEach(StoringSubscriber::close);
        brokers.forEach(BrokerNode::close);
        if (haproxy != null) {
            haproxy.destroyForcibly();
        }
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(2, TimeUnit.MINUTES)
                .join();
    }

    @Test
    void aBrokerStoppedUnderLoadCostsNoMessage() throws Exception {
        awaitProgressOfAll();
        BrokerNode stopped = brokers.get(1);
        StoringSubscriber itsSubscriber = subscribers.get(1);

        // Kafka is slow: messages wait, acknowledged to their publishers and not yet taken
        itsSubscriber.hold();
        await("messages wait at the broker").atMost(PATIENCE).until(() -> itsSubscriber.held() > 30);
        long movedBefore = losses();
        stopped.stop();

        await("publishers have moved over").atMost(PATIENCE).until(() -> losses() > movedBefore);
        await("the proxy knows").atMost(PATIENCE).until(() -> brokersUp() == 2);
        awaitProgressOfAll();

        itsSubscriber.release();
        stopped.start();
        await("the proxy knows").atMost(PATIENCE).until(() -> brokersUp() == 3);
        awaitProgressOfAll();

        publishers.forEach(PersistentPublisher::finish);
        Set<String> acknowledged = union(publishers.stream().map(PersistentPublisher::acknowledged));
        await("all acknowledged messages have come")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(missing(acknowledged))
                        .as("acknowledged and never delivered")
                        .isEmpty());
        assertThat(acknowledged).as("acknowledged messages").hasSizeGreaterThan(PUBLISHERS * A_LOT * 3);
        assertThat(itsSubscriber.redelivered())
                .as("what the broker had acknowledged came from its disk")
                .isPositive();
        assertThat(subscribers)
                .allSatisfy(subscriber -> assertThat(subscriber.stored()).isNotEmpty());
    }

    @Test
    void nobodyGetsInWithoutTlsOrCertificate() throws Exception {
        List<Integer> ports = new ArrayList<>(List.of(front));
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
        for (int port : List.of(front, brokers.get(0).devices())) {
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

    private Map<String, String> haproxySettings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("HAPROXY_MQTT_BIND", "127.0.0.1:" + front);
        settings.put("HAPROXY_STATS_BIND", "127.0.0.1:" + stats);
        settings.put("HAPROXY_CERTS", folder.resolve("certs").toString());
        settings.put("HAPROXY_SEND_PROXY", "no");
        for (int number = 0; number < 3; number++) {
            settings.put(
                    "EMQX" + (number + 1), "127.0.0.1:" + brokers.get(number).devices());
        }
        return settings;
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

    /** As Prometheus would read it. */
    private long brokersUp() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String metrics = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stats + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return metrics.lines()
                    .filter(line -> line.startsWith("haproxy_server_status{proxy=\"mqtt\"")
                            && line.contains("state=\"UP\"}")
                            && line.endsWith(" 1"))
                    .count();
        } catch (java.net.ConnectException notYet) {
            assertThat(haproxy.isAlive())
                    .as(Files.readString(folder.resolve("haproxy.log")))
                    .isTrue();
            return 0;
        }
    }

    private List<String> missing(Set<String> acknowledged) {
        Set<String> stored = union(subscribers.stream().map(StoringSubscriber::stored));
        return acknowledged.stream()
                .filter(message -> !stored.contains(message))
                .sorted()
                .toList();
    }

    private static Set<String> union(Stream<Set<String>> sets) {
        Set<String> all = new java.util.HashSet<>();
        sets.forEach(all::addAll);
        return all;
    }
}
