package io.oeesuite.mqtt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.oeesuite.localstack.Certificates;
import io.oeesuite.localstack.LocalStack;
import io.vertx.core.Vertx;

/** One real broker for all tests of this module. Who stops it starts it again. */
final class RealBroker {
    static final Vertx VERTX = Vertx.vertx();
    static final LocalStack STACK =
            LocalStack.start(LocalStack.options().broker().plainListener());

    /** Impatient, so that tests are quick. */
    static final ConnectionTiming QUICK = ConnectionTiming.DEFAULT
            .withDelays(Duration.ofMillis(50), Duration.ofMillis(400))
            .withCertificateCheck(Duration.ofMillis(100));

    static final ConnectionOptions OPTIONS = ConnectionOptions.defaults().withTiming(QUICK);

    /** It writes a stack trace for each failed attempt, which these tests have many of. */
    private static final Logger NOISE = Logger.getLogger("io.vertx.mqtt");

    static {
        NOISE.setLevel(Level.OFF);
    }

    private RealBroker() {}

    static Map<String, String> environment(String clientId) {
        return new HashMap<>(STACK.mqttEnvironment(clientId));
    }

    static MqttSettings settings(String clientId) {
        return settings(environment(clientId));
    }

    static MqttSettings settings(Map<String, String> environment) {
        return MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), "nobody");
    }

    static MqttSettings settings(String clientId, Certificates.Identity identity) {
        Map<String, String> environment = environment(clientId);
        environment.put("MQTT_CERTFILE", identity.certificate().toString());
        environment.put("MQTT_KEYFILE", identity.key().toString());
        return settings(environment);
    }

    static MqttSettings trusting(String clientId, Path authority) {
        Map<String, String> environment = environment(clientId);
        environment.put("MQTT_CA_CERTS", authority.toString());
        return settings(environment);
    }

    static MqttConnection connection(MqttSettings settings, ConnectionOptions options, ConnectionListener listener) {
        return new MqttConnection(VERTX, settings, options, listener);
    }

    static MqttConnection connected(String clientId, ConnectionOptions options, RecordingListener listener) {
        MqttConnection connection = connection(settings(clientId), options, listener);
        connection.start();
        listener.awaitConnections(1);
        return connection;
    }
}
