package io.oeesuite.mqtt;

import java.lang.reflect.Field;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.mqtt.MqttClient;

/**
 * The socket of a connected Vert.x MQTT client, which has no way to stop reading, to batch acknowledgements, or to ping without expecting an answer.
 *
 * <p>The client keeps it in a private field; {@code ClientSocketTest} notices when a new version does not.
 */
final class ClientSocket {
    private static final String FIELD = "connection";

    private ClientSocket() {}

    static ChannelHandlerContext of(MqttClient client) {
        try {
            Field field = client.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            return ((NetSocketInternal) field.get(client)).channelHandlerContext();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the Vert.x MQTT client has changed: no field " + FIELD, e);
        }
    }
}
