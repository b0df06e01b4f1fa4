package io.oeesuite.command.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.oeesuite.command.Ear;
import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.Completed;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.ConnectionTiming;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.ReceiveLimits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** STATE at a real broker with its role rules, seen by an independent subscriber. */
class StateAtBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long QUIET_MS = 500;
    private static final String TOPIC = "spBv1.0/STATE/PRIMARY-HOST";
    private static final Vertx VERTX = Vertx.vertx();
    private static final ConnectionOptions QUICK = ConnectionOptions.defaults()
            .withTiming(ConnectionTiming.DEFAULT
                    .withDelays(Duration.ofMillis(50), Duration.ofMillis(200))
                    .withCertificateCheck(Duration.ofMillis(100)));

    private static LocalStack stack;
    private final AtomicBoolean permitted = new AtomicBoolean(true);
    private volatile ServerLink.Hearing hearing = (from, topic) -> {};
    private Relay cable;
    private Ear ear;
    private ServerLink host;

    @BeforeAll
    static void startBroker() {
        stack = LocalStack.start(LocalStack.options().broker());
    }

    @AfterAll
    static void stopBroker() {
        stack.close();
    }

    @BeforeEach
    void connect() {
        cable = new Relay(stack.mqttPort());
        ear = Ear.at(stack, "analytics_EAR", TOPIC);
        host = link();
    }

    @AfterEach
    void disconnect() {
        host.leave().join();
        ear.close();
        cable.close();
    }

    @Test
    @DisplayName(
            "tck-id-host-topic-phid-birth-{message,topic,qos,retain,payload,required,sub-required}, tck-id-message-flow-phid-sparkplug-state-publish{,-payload},"
                    + " tck-id-operational-behavior-host-application-connect-birth-{payload,qos,retained,topic}, tck-id-payloads-state-birth,"
                    + " tck-id-payloads-state-subscribe, tck-id-principles-birth-certificates-order, tck-id-components-ph-state, tck-id-conformance-primary-host")
    void aHostThatComesIsOnlineRetainedAtQos1() {
        long beforeMs = System.currentTimeMillis();
        host.enter();
        awaitOnline();

        Ear.Heard birth = newest();
        assertThat(birth.topic()).isEqualTo(TOPIC);
        assertThat(birth.qos()).isEqualTo(1);
        HostState state = HostState.parse(birth.payload()).orElseThrow();
        assertThat(state.timestampMs()).isBetween(beforeMs, System.currentTimeMillis());
        try (Ear late = Ear.at(stack, "analytics_LATE", TOPIC)) {
            await().atMost(PATIENCE).until(() -> !late.heard().isEmpty());
            assertThat(late.heard().getFirst().retained()).isTrue();
            assertThat(late.heard().getFirst().text()).isEqualTo(birth.text());
        }
    }

    @Test
    @DisplayName(
            "tck-id-host-topic-phid-death-{topic,qos,retain,payload,required}, tck-id-payloads-state-will-message{,-qos,-retain,-payload},"
                    + " tck-id-operational-behavior-host-application-connect-will{,-payload,-qos,-retained,-topic},"
                    + " tck-id-host-topic-phid-death-payload-timestamp-connect: the broker speaks the will with the birth's timestamp")
    void aCutNetworkIsDeathByWillAndTheReturnHasANewTimestamp() {
        host.enter();
        awaitOnline();
        awaitQuiet();
        long first = newestState().timestampMs();

        cable.cut();
        await().atMost(PATIENCE).until(() -> newestState().equals(new HostState(false, first)));
        assertThat(newest().qos()).isEqualTo(1);
        cable.mend();

        await().atMost(PATIENCE).until(() -> newestState().online() && host.isOnline());
        assertThat(newestState().timestampMs()).isGreaterThan(first);
    }

    @Test
    @DisplayName(
            "tck-id-operational-behavior-host-application-{disconnect-intentional,death-payload,death-qos,death-retained,death-topic,termination},"
                    + " tck-id-host-topic-phid-death-payload-timestamp-disconnect-clean: death with the time of leaving, then DISCONNECT, and no will after it")
    void whoLeavesOnPurposeSaysSo() {
        host.enter();
        awaitOnline();
        long birth = newestState().timestampMs();
        long beforeMs = System.currentTimeMillis();

        host.leave().join();

        await().atMost(PATIENCE).until(() -> !newestState().online());
        assertThat(newestState().timestampMs()).isGreaterThanOrEqualTo(beforeMs).isGreaterThan(birth);
        assertThat(newest().qos()).isEqualTo(1);
        try (Ear late = Ear.at(stack, "analytics_LATE", TOPIC)) {
            await().atMost(PATIENCE).until(() -> !late.heard().isEmpty());
            assertThat(late.heard().getFirst().retained()).isTrue();
            assertThat(late.heard().getFirst().text()).isEqualTo(newest().text());
        }
    }

    @Test
    @DisplayName(
            "tck-id-message-flow-hid-sparkplug-state-message-delivered: online again at once, with the same timestamp")
    void whoSaysThatTheHostIsOfflineIsContradicted() {
        host.enter();
        awaitOnline();
        HostState birth = newestState();
        try (Ear liar = Ear.at(stack, "admin_LIAR", "spBv1.0/STATE/nobody")) {
            liar.say(TOPIC, "{\"online\":false,\"timestamp\":1}".getBytes(UTF_8), 1, true);

            await().atMost(PATIENCE)
                    .until(() -> states().contains(new HostState(false, 1))
                            && newestState().equals(birth));
        }
    }

    @Test
    @DisplayName(
            "tck-id-host-topic-phid-death-payload-timestamp-disconnect-with-no-disconnect-packet: with new certificates, the death with the time of leaving,"
                    + " then the drop, by which the broker speaks the will, then a birth that is later than both")
    void newCertificatesAreUsedAfterADeath(@TempDir Path folder) throws Exception {
        Certificates.Identity good = stack.certificates().client("scada_PRIMARY-HOST");
        Path certificate = Files.copy(good.certificate(), folder.resolve("client.crt"));
        Path key = Files.copy(good.key(), folder.resolve("client.key"));
        host = link(Map.of("MQTT_CERTFILE", certificate.toString(), "MQTT_KEYFILE", key.toString()));
        host.enter();
        awaitOnline();
        HostState birth = newestState();
        ear.forget();
        long beforeMs = System.currentTimeMillis();

        Files.writeString(certificate, "# rotated\n" + Files.readString(certificate));

        await().atMost(PATIENCE)
                .until(() -> !states().isEmpty()
                        && newestState().online()
                        && newestState().timestampMs() > birth.timestampMs()
                        && host.isOnline());
        // each birth may come again, to contradict what was retained before it
        List<HostState> said = states().stream()
                .filter(state -> !state.equals(birth))
                .distinct()
                .toList();
        HostState death = said.getFirst();
        assertThat(death.online()).isFalse();
        assertThat(death.timestampMs()).isGreaterThanOrEqualTo(beforeMs).isGreaterThan(birth.timestampMs());
        assertThat(said).containsExactly(death, new HostState(false, birth.timestampMs()), newestState());
        assertThat(newestState().timestampMs()).isGreaterThan(death.timestampMs());
    }

    @Test
    @DisplayName(
            "After a host whose clock was ahead, the birth is later than what it left behind, so that edge nodes do not ignore it")
    void aRetainedStateFromTheFutureIsOutdone() {
        long future = System.currentTimeMillis() + 3_600_000;
        try (Ear liar = Ear.at(stack, "admin_LIAR", "spBv1.0/STATE/nobody")) {
            liar.say(TOPIC, ("{\"online\":false,\"timestamp\":" + future + "}").getBytes(UTF_8), 1, true);

            host.enter();

            await().atMost(PATIENCE)
                    .until(() -> host.isOnline()
                            && newestState().online()
                            && newestState().timestampMs() > future);
            assertThat(host.stage())
                    .isEqualTo(new HostSession.Stage.Online(newestState().timestampMs()));
            host.leave().join();
            liar.say(TOPIC, new byte[0], 1, true);
        }
    }

    @Test
    void aHugeMessageDoesNotCostTheSession() {
        List<String> topics = new CopyOnWriteArrayList<>();
        hearing = (from, topic) -> topics.add(topic);
        host = link(Map.of(), QUICK.withLimits(ReceiveLimits.DEFAULT.withMessageSize(10_000)));
        try (Ear edge = Ear.at(stack, "edge_N1", "spBv1.0/+/NCMD/edge_N1/#")) {
            host.enter();
            awaitOnline();
            HostState birth = newestState();

            edge.say("spBv1.0/G/NBIRTH/edge_N1", new byte[500_000], 0, false);
            edge.say("spBv1.0/G/NDATA/edge_N1", new byte[1], 0, false);

            await().atMost(PATIENCE).until(() -> topics.contains("spBv1.0/G/NDATA/edge_N1"));
            assertThat(topics).containsExactly("spBv1.0/G/NBIRTH/edge_N1", "spBv1.0/G/NDATA/edge_N1");
            assertThat(host.isOnline()).isTrue();
            assertThat(newestState()).isEqualTo(birth);
        }
    }

    @Test
    void aHostThatIsAbandonedWhilePermissionIsAskedComesBack() {
        var question = new AtomicReference<Promise<Void>>();
        var asked = new AtomicInteger();
        host = link(Map.of(), QUICK, () -> {
            if (asked.incrementAndGet() > 1) {
                return Future.succeededFuture();
            }
            question.set(Promise.promise());
            return question.get().future();
        });
        host.enter();
        await().atMost(PATIENCE).until(() -> question.get() != null);

        host.abandon();
        host.enter();
        question.get().fail("not any more");

        awaitOnline();
    }

    @Test
    @DisplayName(
            "tck-id-message-flow-phid-sparkplug-clean-session-311: no session is kept (connections are MQTT 3.1.1, so clean-session-50 does not apply)")
    void eachConnectionIsAFreshSession() {
        for (int i = 0; i < 2; i++) {
            host.enter();
            awaitOnline();
            assertThat(host.connection())
                    .isInstanceOfSatisfying(
                            ConnectionState.Connected.class,
                            connected -> assertThat(connected.sessionPresent()).isFalse());
            host.leave().join();
        }
    }

    @Test
    @DisplayName(
            "tck-id-message-flow-phid-sparkplug-subscription: the host hears all of Sparkplug by the time it is online")
    void itHearsEverything() {
        List<String> topics = new CopyOnWriteArrayList<>();
        hearing = (from, topic) -> topics.add(topic);
        try (Ear edge = Ear.at(stack, "edge_N1", "spBv1.0/+/NCMD/edge_N1/#")) {
            host.enter();
            awaitOnline();

            edge.say("spBv1.0/G/NDATA/edge_N1", new byte[] {1}, 1, false);

            await().atMost(PATIENCE).until(() -> topics.contains("spBv1.0/G/NDATA/edge_N1"));
        }
    }

    @Test
    @DisplayName("ingest-service's role cannot command")
    void onlyTheHostsRoleCommands() {
        try (Ear edge = Ear.at(stack, "edge_N1", "spBv1.0/+/NCMD/edge_N1/#");
                Ear ingest = Ear.at(stack, "analytics_INGEST-7", "spBv1.0/STATE/nobody")) {
            assertThatThrownBy(() -> ingest.say("spBv1.0/G/NCMD/edge_N1", new byte[] {7}, 1, false))
                    .isInstanceOf(IllegalStateException.class);
            host.enter();
            awaitOnline();
            Completed.of(host.publish("spBv1.0/G/NCMD/edge_N1", new byte[] {1}).toCompletionStage());

            await().atMost(PATIENCE).until(() -> !edge.heard().isEmpty());
            assertThat(edge.heard()).extracting(Ear.Heard::payload).containsExactly(new byte[] {1});
        }
    }

    @Test
    @DisplayName("tck-id-payloads-ncmd-qos, tck-id-payloads-ncmd-retain")
    void commandsGoOutAtQos0AndNotRetained() {
        try (Ear edge = Ear.at(stack, "edge_N1", "spBv1.0/+/NCMD/edge_N1/#")) {
            host.enter();
            awaitOnline();

            Completed.of(host.publish("spBv1.0/G/NCMD/edge_N1", new byte[] {1}).toCompletionStage());

            await().atMost(PATIENCE).until(() -> !edge.heard().isEmpty());
            assertThat(edge.heard().getFirst().qos()).isZero();
            assertThat(edge.heard().getFirst().retained()).isFalse();
        }
    }

    @Test
    void whoMayNotConnectDoesNot() {
        permitted.set(false);

        host.enter();

        await().atMost(PATIENCE)
                .until(() ->
                        host.problem().filter(why -> why.contains("not now")).isPresent());
        assertThat(states().stream().filter(HostState::online)).isEmpty();
        permitted.set(true);
        awaitOnline();
    }

    private ServerLink link() {
        return link(Map.of());
    }

    private ServerLink link(Map<String, String> more) {
        return link(more, QUICK);
    }

    private ServerLink link(Map<String, String> more, ConnectionOptions options) {
        return link(more, options, () -> permitted.get() ? Future.succeededFuture() : Future.failedFuture("not now"));
    }

    private ServerLink link(Map<String, String> more, ConnectionOptions options, Supplier<Future<Void>> permission) {
        Map<String, String> environment = new HashMap<>(stack.mqttEnvironment("scada_PRIMARY-HOST"));
        environment.put("MQTT_BROKER_PORT", Integer.toString(cable.port()));
        environment.putAll(more);
        MqttSettings settings = MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), "");
        return new ServerLink(
                VERTX,
                settings,
                "PRIMARY-HOST",
                Clock.systemUTC(),
                permission,
                options,
                (from, topic) -> hearing.heard(from, topic));
    }

    private void awaitOnline() {
        await().atMost(PATIENCE)
                .until(() -> host.isOnline()
                        && !ear.heard().isEmpty()
                        && newestState().online());
    }

    /** What an earlier session left is contradicted at once; a will must not meet that on the way. */
    private void awaitQuiet() {
        await().atMost(PATIENCE)
                .until(() -> newestState().online() && System.currentTimeMillis() - newest().atMs() > QUIET_MS);
    }

    private List<HostState> states() {
        return ear.heard().stream()
                .flatMap(heard -> HostState.parse(heard.payload()).stream())
                .toList();
    }

    private HostState newestState() {
        return states().getLast();
    }

    private Ear.Heard newest() {
        return ear.heard().getLast();
    }
}
