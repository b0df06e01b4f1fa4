package io.oeesuite.auth.enrolment;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.startup.InvalidSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When it listens; what it answers is in {@link DiscoveryTest}. */
class DiscoveryStepTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void withoutABrokerItIsOff() {
        DiscoveryStep step = step(Map.of("MQTT_BROKER_PORT", "nonsense"));

        step.checkSettings();
        step.start();
        step.stop();

        assertThat(meters.get("oee.auth.discovery.connected").gauge().value()).isZero();
    }

    @Test
    void badSettingsEndTheStart() {
        assertThatThrownBy(() -> step(Map.of("MQTT_BROKER_HOST", "broker", "MQTT_BROKER_PORT", "nonsense"))
                        .checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("MQTT_BROKER_PORT");
        assertThatThrownBy(() -> step(Map.of("MQTT_HOST", "broker", "MQTT_CERTFILE", "/no/such/file"))
                        .checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("MQTT_CERTFILE");
    }

    /** Otherwise it would count as in flight for ever, and the room for questions would run out. */
    @Test
    void aQuestionWhoseAnswerGotLostTakesNoRoom() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(nobody.getLocalPort());
            nobody.close();
            DiscoveryStep step = step(vertx, Map.of("MQTT_BROKER_HOST", "127.0.0.1", "MQTT_BROKER_PORT", port));
            step.checkSettings();
            step.start();
            var acknowledged = new CountDownLatch(1);

            step.onOversize(new Question("iotflow/discovery/register/press-1", acknowledged));

            assertThat(acknowledged.await(30, TimeUnit.SECONDS)).isTrue();
            step.stop();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private record Question(String topic, CountDownLatch acknowledged) implements InboundMessage {
        @Override
        public byte[] payload() {
            return new byte[0];
        }

        @Override
        public int qos() {
            return 1;
        }

        @Override
        public boolean retained() {
            return false;
        }

        @Override
        public boolean duplicate() {
            return false;
        }

        @Override
        public void acknowledge() {
            acknowledged.countDown();
        }
    }

    private DiscoveryStep step(Map<String, String> settings) {
        return step(null, settings);
    }

    private DiscoveryStep step(Vertx vertx, Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(EnrolmentConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build();
        var discovery = new Discovery(null, null, null, null, null, new ObjectMapper(), Clock.systemUTC());
        return new DiscoveryStep(vertx, config, discovery, config.getConfigMapping(EnrolmentConfig.class), meters);
    }
}
