package io.oeesuite.alert;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import io.oeesuite.localstack.Completed;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;

/** A broker that takes messages and is silent when it is asked to: it acknowledges nothing, which no real one can be made to do; and a service that gives up soon. */
public final class SilentBroker implements QuarkusTestResourceLifecycleManager {
    private final List<MqttEndpoint> clients = new CopyOnWriteArrayList<>();
    private final List<MqttPublishMessage> taken = new CopyOnWriteArrayList<>();
    private final Queue<Integer> unacknowledged = new ConcurrentLinkedQueue<>();
    private volatile boolean talking = true;
    private Vertx vertx;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        MqttServer broker = MqttServer.create(
                        vertx, new MqttServerOptions().setHost("127.0.0.1").setPort(0))
                .endpointHandler(client -> {
                    client.publishHandler(message -> {
                        taken.add(message);
                        unacknowledged.add(message.messageId());
                        if (talking) {
                            talk();
                        }
                    });
                    clients.add(client);
                    client.accept(false);
                });
        Completed.of(broker.listen().toCompletionStage());
        return Map.of(
                "MQTT_BROKER_HOST", "127.0.0.1:" + broker.actualPort(),
                "MQTT_USE_TLS", "false",
                "OEE_ALERT_GIVE_UP_AFTER", "2S");
    }

    /** What it has, acknowledged or not. */
    List<MqttPublishMessage> taken() {
        return List.copyOf(taken);
    }

    /** Acknowledges nothing from now on. */
    void beSilent() {
        talking = false;
    }

    /** Acknowledges all that it has and all that comes. */
    void talk() {
        talking = true;
        for (Integer id = unacknowledged.poll(); id != null; id = unacknowledged.poll()) {
            clients.getLast().publishAcknowledge(id);
        }
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
        Completed.of(vertx.close().toCompletionStage());
    }
}
