package io.oeesuite.benchmarks.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

import com.sun.net.httpserver.HttpServer;

import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.vertx.core.Vertx;

/** The limit: receives what ingest-service receives, over the same kind of connection, and acknowledges it at once. Counts at {@code /q/metrics}, as the service does. */
final class BareSubscriber implements ConnectionListener {
    private final LongAdder received = new LongAdder();

    private BareSubscriber() {}

    public static void main(String[] arguments) throws IOException {
        var subscriber = new BareSubscriber();
        subscriber.count(Integer.parseInt(System.getenv("HTTP_PORT")));
        MqttSettings settings = MqttSettings.from(name -> Optional.ofNullable(System.getenv(name)), "unnamed");
        var connection = new MqttConnection(
                Vertx.vertx(), settings, ConnectionOptions.defaults().withPersistentSession(), subscriber);
        List.of("spBv1.0/#", "iotflow/devices/+/telemetry/#", "iotflow/devices/+/status/#")
                .forEach(filter -> connection.subscribe(Subscription.required("$share/ingest/" + filter, 1)));
        connection.start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> connection
                        .stop()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()));
    }

    @Override
    public void onMessage(InboundMessage message) {
        received.increment();
        message.acknowledge();
    }

    private void count(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/metrics", exchange -> {
            byte[] text = ("oee_receive_messages_total " + received.sum() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }
}
