package io.oeesuite.command.host;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.Ear;
import io.oeesuite.localstack.Completed;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.MqttSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A host with two MQTT servers, each a real broker. */
class TwoServersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "spBv1.0/STATE/PRIMARY-HOST";

    @Test
    @DisplayName(
            "tck-id-operational-behavior-host-application-multi-server-timestamp: each server has a session and a timestamp of its own")
    void eachServerHasASessionOfItsOwn() {
        try (LocalStack one = LocalStack.start(LocalStack.options().broker());
                LocalStack other = LocalStack.start(LocalStack.options().broker());
                Ear atOne = Ear.at(one, "analytics_EAR", TOPIC);
                Ear atOther = Ear.at(other, "analytics_EAR", TOPIC)) {
            Vertx vertx = Vertx.vertx();
            ServerLink first = link(vertx, one);
            ServerLink second = link(vertx, other);

            first.enter();
            await().atMost(PATIENCE)
                    .until(() -> first.isOnline() && !atOne.heard().isEmpty());
            second.enter();
            await().atMost(PATIENCE)
                    .until(() -> second.isOnline() && !atOther.heard().isEmpty());

            HostState birth = newest(atOne);
            assertThat(newest(atOther).timestampMs()).isGreaterThan(birth.timestampMs());
            assertThat(birth.online()).isTrue();

            second.leave().join();
            await().atMost(PATIENCE).until(() -> !newest(atOther).online());
            assertThat(newest(atOne)).as("the other session is not touched").isEqualTo(birth);
            assertThat(first.isOnline()).isTrue();
            first.leave().join();
            Completed.of(vertx.close().toCompletionStage());
        }
    }

    @Test
    @DisplayName(
            "A command goes to the server where the edge node spoke last, whatever comes back or is willed at the other")
    void anEdgeNodeIsCommandedWhereItSpokeLast() {
        var whereabouts = new Whereabouts<ServerLink>();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (LocalStack one = LocalStack.start(LocalStack.options().broker());
                LocalStack other = LocalStack.start(LocalStack.options().broker());
                Ear edgeAtOne = Ear.at(one, "edge_N1", "spBv1.0/+/NCMD/edge_N1/#");
                Ear edgeAtOther = Ear.at(other, "edge_N1", "spBv1.0/+/NCMD/edge_N1/#")) {
            Vertx vertx = Vertx.vertx();
            ServerLink.Hearing hearing = (from, topic) -> {
                whereabouts.heard(from, topic);
                heard.add(topic);
            };
            ServerLink first = link(vertx, one, hearing);
            ServerLink second = link(vertx, other, hearing);
            first.enter();
            second.enter();
            await().atMost(PATIENCE).until(() -> first.isOnline() && second.isOnline());

            edgeAtOne.say("spBv1.0/G/NBIRTH/edge_N1", new byte[] {1}, 0, false);
            await().atMost(PATIENCE).until(() -> whereabouts.of("G", "edge_N1").equals(Optional.of(first)));
            edgeAtOther.say("spBv1.0/G/NBIRTH/edge_N1", new byte[] {1}, 0, false);
            await().atMost(PATIENCE).until(() -> whereabouts.of("G", "edge_N1").equals(Optional.of(second)));
            heard.clear();
            edgeAtOne.say("spBv1.0/G/NDEATH/edge_N1", new byte[] {1}, 0, false);
            first.publish("spBv1.0/G/NCMD/edge_N1", new byte[] {2});
            await().atMost(PATIENCE)
                    .until(() ->
                            heard.contains("spBv1.0/G/NDEATH/edge_N1") && heard.contains("spBv1.0/G/NCMD/edge_N1"));

            assertThat(whereabouts.of("G", "edge_N1")).contains(second);
            first.leave().join();
            second.leave().join();
            Completed.of(vertx.close().toCompletionStage());
        }
    }

    private static ServerLink link(Vertx vertx, LocalStack stack) {
        return link(vertx, stack, (from, topic) -> {});
    }

    private static ServerLink link(Vertx vertx, LocalStack stack, ServerLink.Hearing hearing) {
        Map<String, String> environment = stack.mqttEnvironment("scada_PRIMARY-HOST");
        return new ServerLink(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), ""),
                "PRIMARY-HOST",
                Clock.systemUTC(),
                Future::succeededFuture,
                ConnectionOptions.defaults(),
                hearing);
    }

    private static HostState newest(Ear ear) {
        return HostState.parse(ear.heard().getLast().payload()).orElseThrow();
    }
}
