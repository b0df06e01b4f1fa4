package io.oeesuite.systemtests.host;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;

import io.oeesuite.localstack.LocalStack;
import io.oeesuite.systemtests.edge.PemIdentity;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Hears the STATE of PRIMARY-HOST with an MQTT client that is not the suite's. */
final class StateEar implements AutoCloseable {
    private static final String ID = "analytics_STATE-EAR";
    private static final Pattern STATE = Pattern.compile("\\{\"online\":(true|false),\"timestamp\":(\\d+)}");

    private final Mqtt3BlockingClient client;
    private final List<State> heard = new CopyOnWriteArrayList<>();

    record State(boolean online, long timestamp) {}

    private StateEar(Mqtt3BlockingClient client) {
        this.client = client;
    }

    static StateEar at(LocalStack stack) throws GeneralSecurityException, IOException {
        stack.certificates().client(ID);
        PemIdentity identity = PemIdentity.of(stack.certificates().folder(), ID);
        var client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(ID)
                .serverHost("localhost")
                .serverPort(stack.mqttPort())
                .sslConfig(MqttClientSslConfig.builder()
                        .trustManagerFactory(identity.trust())
                        .keyManagerFactory(identity.keys())
                        .build())
                .buildBlocking();
        var ear = new StateEar(client);
        client.connect();
        client.toAsync()
                .subscribeWith()
                .topicFilter("spBv1.0/STATE/PRIMARY-HOST")
                .callback(message -> ear.hear(new String(message.getPayloadAsBytes(), UTF_8)))
                .send()
                .join();
        return ear;
    }

    List<State> heard() {
        return List.copyOf(heard);
    }

    /** What a subscriber that respects timestamps believes: the newest, and of one timestamp the last. */
    State newest() {
        State newest = new State(false, 0);
        for (State state : heard) {
            newest = state.timestamp() >= newest.timestamp() ? state : newest;
        }
        return newest;
    }

    private void hear(String text) {
        var state = STATE.matcher(text);
        if (!state.matches()) {
            throw new AssertionError("not a STATE payload: " + text);
        }
        heard.add(new State(Boolean.parseBoolean(state.group(1)), Long.parseLong(state.group(2))));
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
