package io.oeesuite.alert.mqtt;

import java.lang.reflect.Field;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.mqtt.Clients;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSessionOptions;
import io.vertx.core.Vertx;

/**
 * Gives the MQTT connector the suite's session instead of its own.
 *
 * <p>The connector's own session reports a message as sent when it is written to the socket, which would commit it in Kafka before the broker has it; it knows
 * one broker, and reads certificates once. The connector looks its sessions up in a map of its own, by what its options say, before it makes one; ours is put
 * there just before, and looked for at the start: were it not found, the service would end.
 */
@ApplicationScoped
@RegisterForReflection(targets = Clients.class, methods = false)
class ConnectorSession implements ClientCustomizer<MqttClientSessionOptions> {
    private final AcknowledgedSession session;

    ConnectorSession(Vertx vertx, @Identifier(AlertPartitions.NAME) AlertPartitions partitions) {
        this.session = new AcknowledgedSession(vertx, partitions::term);
    }

    /** @throws IllegalStateException when the connector publishes through another session, which acknowledges too early */
    void check() {
        var used = sessions().values();
        if (used.isEmpty() || used.stream().anyMatch(holder -> holder.getClient() != session)) {
            throw new IllegalStateException(
                    "the MQTT connector does not publish through the session that awaits the broker's acknowledgement");
        }
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
