package io.oeesuite.mqtt;

import io.vertx.core.Future;

/** What happens to a {@link MqttConnection}. Called on its event loop: never block. */
public interface ConnectionListener {
    /** A message arrived. It must be acknowledged at some time, at QoS 0 too. */
    void onMessage(InboundMessage message);

    /**
     * The broker has accepted the connection and granted the required subscriptions. Messages of a kept session may have arrived before.
     *
     * @param sessionPresent whether the broker had kept the session
     */
    default void onConnected(BrokerAddress broker, boolean sessionPresent) {}

    /** A connection for which {@link #onConnected} was called is no more. It is tried again, unless it was stopped or dropped by the application. */
    default void onDisconnected(ConnectionProblem problem) {}

    /** An attempt to connect failed. It is tried again. */
    default void onProblem(ConnectionProblem problem) {}

    /**
     * The connection has a will and is about to be dropped, to be made anew with changed certificates: what is to be said before. Waited for, not longer than
     * {@link ConnectionTiming#drain}.
     */
    default Future<Void> beforeRenewal() {
        return Future.succeededFuture();
    }

    /** A message larger than the limit came; its payload is gone, the connection stays. Acknowledged, as it is here, it does not come again. */
    default void onOversize(InboundMessage message) {
        message.acknowledge();
    }
}
