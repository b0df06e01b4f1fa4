package io.oeesuite.command.host;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.host.RecordingServer.Packet;
import io.oeesuite.localstack.Completed;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionTiming;
import io.oeesuite.mqtt.MqttSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the host sends, packet by packet in order. */
class HostPacketsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "spBv1.0/STATE/PRIMARY-HOST";
    private static final Vertx VERTX = Vertx.vertx();

    private RecordingServer server;
    private ServerLink host;

    @BeforeEach
    void start() {
        server = RecordingServer.start(VERTX);
        Map<String, String> environment = Map.of(
                "MQTT_BROKER_HOST", "localhost",
                "MQTT_BROKER_PORT", Integer.toString(server.port()),
                "MQTT_CLIENT_ID", "scada_PRIMARY-HOST");
        host = new ServerLink(
                VERTX,
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), ""),
                "PRIMARY-HOST",
                Clock.systemUTC(),
                Future::succeededFuture,
                ConnectionOptions.defaults()
                        .withTiming(ConnectionTiming.DEFAULT.withDelays(Duration.ofMillis(50), Duration.ofMillis(200))),
                (from, topic) -> {});
    }

    @AfterEach
    void stop() {
        host.leave().join();
        server.close();
    }

    @AfterAll
    static void closeVertx() {
        Completed.of(VERTX.close().toCompletionStage());
    }

    @Test
    @DisplayName(
            "tck-id-operational-behavior-host-application-connect-birth, tck-id-intro-sparkplug-host-state, tck-id-host-topic-phid-birth-sub-required,"
                    + " tck-id-message-flow-phid-sparkplug-{subscription,state-publish,state-publish-payload-timestamp,clean-session-311},"
                    + " tck-id-operational-behavior-host-application-connect-will-{qos,retained,topic,payload}, tck-id-payloads-state-subscribe:"
                    + " CONNECT with a retained will, the own STATE and spBv1.0/# subscribed, and only then the birth, with the will's timestamp")
    void aHostConnectsSubscribesAndIsBornInThisOrder() {
        long beforeMs = System.currentTimeMillis();

        host.enter();

        await().atMost(PATIENCE).until(host::isOnline);
        List<Packet> sent = server.packets();
        assertThat(sent.getFirst()).isInstanceOfSatisfying(Packet.Connect.class, connect -> {
            assertThat(connect.clientId()).isEqualTo("scada_PRIMARY-HOST");
            assertThat(connect.cleanSession()).isTrue();
            assertThat(connect.willTopic()).isEqualTo(TOPIC);
            assertThat(connect.willQos()).isEqualTo(1);
            assertThat(connect.willRetain()).isTrue();
        });
        long timestampMs = will().timestampMs();
        assertThat(timestampMs).isBetween(beforeMs, System.currentTimeMillis());
        assertThat(will()).isEqualTo(new HostState(false, timestampMs));
        assertThat(sent.subList(1, sent.size() - 1)).hasOnlyElementsOfType(Packet.Subscribe.class);
        assertThat(server.packets(Packet.Subscribe.class).stream().flatMap(subscribe -> subscribe.filters().stream()))
                .containsExactly(TOPIC, "spBv1.0/#");
        assertThat(sent.getLast())
                .isEqualTo(new Packet.Publish(TOPIC, "{\"online\":true,\"timestamp\":" + timestampMs + "}", 1, true));
    }

    @Test
    @DisplayName("tck-id-message-flow-phid-sparkplug-clean-session-50: does not apply, the host speaks MQTT 3.1.1")
    void itSpeaksMqtt311() {
        host.enter();

        await().atMost(PATIENCE).until(host::isOnline);
        assertThat(server.packets(Packet.Connect.class))
                .extracting(Packet.Connect::protocolVersion)
                .containsExactly(4);
    }

    @Test
    @DisplayName(
            "tck-id-operational-behavior-host-application-{disconnect-intentional,termination,death-topic,death-qos,death-retained,death-payload},"
                    + " tck-id-host-topic-phid-death-payload-timestamp-disconnect-clean: the death, then DISCONNECT, by which the server drops the will")
    void whoLeavesOnPurposeSaysSoAndDisconnects() {
        host.enter();
        await().atMost(PATIENCE).until(host::isOnline);
        int before = server.packets().size();
        long leavingMs = System.currentTimeMillis();

        host.leave().join();

        await().atMost(PATIENCE).until(() -> server.packets().getLast() instanceof Packet.End);
        List<Packet> sent = server.packets();
        assertThat(sent.subList(before, sent.size())).hasSize(3);
        assertThat(sent.get(before)).isInstanceOfSatisfying(Packet.Publish.class, death -> {
            assertThat(death.topic()).isEqualTo(TOPIC);
            assertThat(death.qos()).isEqualTo(1);
            assertThat(death.retain()).isTrue();
            assertThat(state(death).online()).isFalse();
            assertThat(state(death).timestampMs()).isGreaterThanOrEqualTo(leavingMs);
        });
        assertThat(sent.get(before + 1)).isInstanceOf(Packet.Disconnect.class);
    }

    @Test
    @DisplayName(
            "tck-id-message-flow-hid-sparkplug-state-message-delivered: contradicted at once, with the same timestamp")
    void whoSaysOfflineIsContradicted() {
        host.enter();
        await().atMost(PATIENCE).until(host::isOnline);
        Packet birth = server.packets().getLast();

        server.say(TOPIC, "{\"online\":false,\"timestamp\":1}");

        await().atMost(PATIENCE)
                .until(() -> server.packets(Packet.Publish.class).size() == 2);
        assertThat(server.packets().getLast()).isEqualTo(birth);
        assertThat(server.packets(Packet.Connect.class)).as("the session stays").hasSize(1);
    }

    @Test
    @DisplayName("A STATE later than the session's means a new session above it: edge nodes ignore what is older")
    void aLaterStateIsOutdoneByANewSession() {
        host.enter();
        await().atMost(PATIENCE).until(host::isOnline);
        long later = System.currentTimeMillis() + 3_600_000;

        server.say(TOPIC, "{\"online\":false,\"timestamp\":" + later + "}");

        await().atMost(PATIENCE)
                .until(() -> server.packets(Packet.Connect.class).size() == 2 && host.isOnline());
        long timestampMs = will().timestampMs();
        assertThat(timestampMs).isGreaterThan(later);
        assertThat(state(server.packets(Packet.Publish.class).getLast())).isEqualTo(new HostState(true, timestampMs));
    }

    @Test
    @DisplayName("tck-id-payloads-ncmd-{qos,retain}")
    void commandsGoOutAtQos0AndNotRetained() {
        host.enter();
        await().atMost(PATIENCE).until(host::isOnline);

        host.publish("spBv1.0/G/NCMD/N", new byte[] {'x'});

        await().atMost(PATIENCE)
                .until(() -> server.packets().getLast().equals(new Packet.Publish("spBv1.0/G/NCMD/N", "x", 0, false)));
    }

    private HostState will() {
        return HostState.parse(server.packets(Packet.Connect.class)
                        .getLast()
                        .will()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static HostState state(Packet.Publish publish) {
        return HostState.parse(publish.text().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
    }
}
