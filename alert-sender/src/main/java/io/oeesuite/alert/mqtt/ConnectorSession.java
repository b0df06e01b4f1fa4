package io.oeesuite.alert.mqtt;

import java.lang.reflect.Field;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.mqtt.Clients;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSessionOptions;
import io.vertx.core.Vertx;

/**
 * Gives the MQTT connector the suite's session instead of its own.
 *
 * <p>The connector's own session reports a message as sent when it is written to the socket, which would commit it in Kafka before the broker has it; it knows
 * one broker, and reads certificates once. The connector looks its sessions up in a map of its own, by what its options say, before it makes one; ours is put
 * there just before. Were it not found, the connector would try to reach the broker that the channel names, which does not exist: nothing would be sent, and
 * nothing committed.
 */
@ApplicationScoped
@RegisterForReflection(targets = Clients.class, methods = false)
class ConnectorSession implements ClientCustomizer<MqttClientSessionOptions> {
    private final AcknowledgedSession session;

    ConnectorSession(Vertx vertx) {
        this.session = new AcknowledgedSession(vertx);
    }

    AcknowledgedSession session() {
        return session;
    }

    @Override
    public MqttClientSessionOptions customize(String channel, Config config, MqttClientSessionOptions options) {
        String id = "%s@%s:%s<%s>-[%s]"
                .formatted(
                        options.getUsername(),
                        options.getHostname(),
                        options.getPort(),
                        options.getServerName().orElse(""),
                        options.getClientId() == null ? "" : options.getClientId());
        sessions().put(id, new Clients.ClientHolder(session));
        return options;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Clients.ClientHolder> sessions() {
        try {
            Field field = Clients.class.getDeclaredField("clients");
            field.setAccessible(true);
            return (Map<String, Clients.ClientHolder>) field.get(null);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("the MQTT connector keeps its sessions elsewhere than it did", changed);
        }
    }
}
