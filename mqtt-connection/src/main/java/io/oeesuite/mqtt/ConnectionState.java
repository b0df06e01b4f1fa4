package io.oeesuite.mqtt;

import java.time.Instant;
import java.util.Optional;

/** Whether messages can flow, for health checks and people. */
public sealed interface ConnectionState {
    /** Not started, or stopped or dropped by the application. */
    record Stopped() implements ConnectionState {}

    /**
     * On the way, or waiting for the next attempt.
     *
     * @param problem why the last attempt or connection failed
     */
    record Connecting(Optional<ConnectionProblem> problem) implements ConnectionState {}

    /** Accepted by the broker, the required subscriptions granted. */
    record Connected(BrokerAddress broker, Instant since, boolean sessionPresent) implements ConnectionState {}
}
