package io.oeesuite.ingest.receive;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;

/**
 * The receivers of a process: one, or one for each of several brokers that know nothing of each other. Everything is well only while it is with all of them; what the
 * process tells the host is that somebody stores what is published, which is true as long as one does: machines move over to that broker.
 */
final class Receivers {
    private final List<ReceiveSettings> settings;
    private final List<Receiver> receivers;
    private final Heartbeat heartbeat;

    /** @param settings for each broker; they differ in nothing else */
    Receivers(Vertx vertx, List<ReceiveSettings> settings, Tracing tracing, MeterRegistry registry) {
        this.settings = List.copyOf(settings);
        this.receivers = settings.stream()
                .map(each -> new Receiver(vertx, each, tracing, registry))
                .toList();
        this.heartbeat = new Heartbeat(
                clientId(),
                Clock.systemUTC(),
                () -> receivers.stream().anyMatch(Receiver::isConnected),
                this::inFlight,
                receivers.getFirst()::send);
        var meters = new ReceiveMeters(registry);
        meters.gauge("oee.receive.in.flight", "Messages received and not yet acknowledged", this::inFlight);
        meters.gauge(
                "oee.receive.unstored",
                "Records that Kafka has not yet acknowledged",
                () -> receivers.stream().mapToInt(Receiver::unstored).sum());
        meters.gauge(
                "oee.receive.connected",
                "1 while connected with the broker and subscribed, with each of them where there are several",
                () -> receivers.stream().allMatch(Receiver::isConnected) ? 1 : 0);
    }

    /** Connects; returns when Kafka knows the topics, before a broker has accepted the connection. */
    void start() {
        receivers.forEach(Receiver::start);
        heartbeat.start(settings.getFirst().heartbeat());
    }

    /** Reads no more, stores and acknowledges what is in flight, leaves the brokers, which keep the sessions. */
    void stop() {
        heartbeat.close();
        receivers.forEach(Receiver::stop);
    }

    /** Why messages do not get stored now, with the broker where there are several; empty when they do. */
    Optional<String> complaint() {
        for (int index = 0; index < receivers.size(); index++) {
            Optional<String> complaint = receivers.get(index).complaint();
            if (complaint.isPresent()) {
                var brokers = settings.get(index).mqtt().brokers();
                return receivers.size() == 1 ? complaint : complaint.map(text -> brokers + ": " + text);
            }
        }
        return Optional.empty();
    }

    int inFlight() {
        return receivers.stream().mapToInt(Receiver::inFlight).sum();
    }

    String clientId() {
        return settings.getFirst().mqtt().clientId();
    }
}
