package io.oeesuite.alert;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;

/** A broker that takes messages and acknowledges them only when it is asked to, which no real one can be made to do; and a service that gives up soon. */
public final class SilentBroker implements QuarkusTestResourceLifecycleManager {
    private final List<MqttEndpoint> clients = new CopyOnWriteArrayList<>();
    private final List<MqttPublishMessage> taken = new CopyOnWriteArrayList<>();
    private volatile boolean talking;
    private Vertx vertx;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        MqttServer broker = MqttServer.create(
                        vertx, new MqttServerOptions().setHost("127.0.0.1").setPort(0))
                .endpointHandler(client -> {
                    client.publishHandler(message -> {
                        taken.add(message);
                        if (talking) {
                            client.publishAcknowledge(message.messageId());
                        }
                    });
                    clients.add(client);
                    client.accept(false);
                });
        broker.listen().toCompletionStage().toCompletableFuture().join();
        return Map.of(
                "MQTT_BROKER_HOST", "127.0.0.1:" + broker.actualPort(),
                "MQTT_USE_TLS", "false",
                "OEE_ALERT_GIVE_UP_AFTER", "2S");
    }

    /** What it has, acknowledged or not. */
    List<MqttPublishMessage> taken() {
        return List.copyOf(taken);
    }

    /** Acknowledges all that it has and all that comes. */
    void talk() {
        talking = true;
        taken.forEach(message -> clients.getLast().publishAcknowledge(message.messageId()));
    }

    /** After the servers that all tests have: what it says goes before. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(SilentBroker.class));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
