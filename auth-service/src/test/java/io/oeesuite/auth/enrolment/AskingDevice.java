package io.oeesuite.auth.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionListener;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.mqtt.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;

/** A device at the real broker. */
final class AskingDevice implements AutoCloseable, ConnectionListener {
    private static final int SECONDS = 30;

    private final ObjectMapper json = new ObjectMapper();
    private final AsyncApi api = new AsyncApi();
    private final DiscoveryTopics topics = new DiscoveryTopics("iotflow");
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final String id;
    private final MqttConnection connection;

    private AskingDevice(Vertx vertx, String id, Map<String, String> environment) {
        this.id = id;
        MqttSettings settings = MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), id);
        connection = new MqttConnection(vertx, settings, ConnectionOptions.defaults(), this);
        connection.start();
    }

    static AskingDevice withPassword(Vertx vertx, LocalStack stack, String id, String password) {
        Map<String, String> environment = common(stack, stack.mqttPasswordPort());
        environment.put("MQTT_USERNAME", id);
        environment.put("MQTT_PASSWORD", password);
        return new AskingDevice(vertx, id, environment);
    }

    static AskingDevice withCertificate(Vertx vertx, LocalStack stack, String id, String certificate, PrivateKey key) {
        Map<String, String> environment = common(stack, stack.mqttPort());
        Path folder = stack.certificates().folder();
        String keyText = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        environment.put("MQTT_CERTFILE", write(folder.resolve("of_" + id + ".crt"), certificate));
        environment.put("MQTT_KEYFILE", write(folder.resolve("of_" + id + ".key"), keyText));
        return new AskingDevice(vertx, id, environment);
    }

    private static Map<String, String> common(LocalStack stack, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MQTT_BROKER_HOST", stack.mqttHost());
        environment.put("MQTT_BROKER_PORT", Integer.toString(port));
        environment.put("MQTT_USE_TLS", "true");
        environment.put("MQTT_CA_CERTS", stack.certificates().authority().toString());
        return environment;
    }

    private static String write(Path file, String text) {
        try {
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the broker has let it in, and lets it hear answers. */
    AskingDevice listening() throws Exception {
        await(connection.subscribe(Subscription.required(topics.response(id), 1)));
        return this;
    }

    /** @return empty where the broker did not take it */
    Optional<Integer> publish(String topic, byte[] content) {
        try {
            return Optional.of(await(connection.publish(topic, content, 1, false)));
        } catch (Exception refused) {
            return Optional.empty();
        }
    }

    JsonNode ask(Map<String, String> question) throws Exception {
        api.mustDescribeQuestion(json.valueToTree(question));
        return ask(json.writeValueAsBytes(question));
    }

    JsonNode ask(String question) throws Exception {
        return ask(question.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode ask(byte[] question) throws Exception {
        send(question);
        return answer();
    }

    void send(byte[] question) {
        assertThat(publish(topics.register(id), question))
                .as("taken by the broker")
                .isPresent();
    }

    JsonNode answer() throws Exception {
        JsonNode answer = answers.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(answer).as("an answer").isNotNull();
        api.mustDescribe(answer);
        return answer;
    }

    @Override
    public void onMessage(InboundMessage message) {
        message.acknowledge();
        try {
            answers.add(json.readTree(message.payload()));
        } catch (IOException defect) {
            throw new UncheckedIOException(defect);
        }
    }

    @Override
    public void close() throws Exception {
        await(connection.stop());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }
}
