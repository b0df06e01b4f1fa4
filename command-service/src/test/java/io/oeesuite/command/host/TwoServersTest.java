package io.oeesuite.command.host;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.oeesuite.command.Ear;
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
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static ServerLink link(Vertx vertx, LocalStack stack) {
        Map<String, String> environment = stack.mqttEnvironment("scada_PRIMARY-HOST");
        return new ServerLink(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), ""),
                "PRIMARY-HOST",
                Clock.systemUTC(),
                Future::succeededFuture,
                ConnectionOptions.defaults(),
                (from, topic) -> {});
    }

    private static HostState newest(Ear ear) {
        return HostState.parse(ear.heard().getLast().payload()).orElseThrow();
    }
}
