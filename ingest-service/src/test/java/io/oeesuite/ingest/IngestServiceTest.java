package io.oeesuite.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.HostHealth;
import io.oeesuite.contracts.Topic;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** The whole service, as its operators see it. */
@QuarkusTest
@QuarkusTestResource(IngestServers.class)
class IngestServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EDGE = "edge_SERVICE";

    LocalStack stack;

    @Test
    void itGetsReadyTakesMessagesAndShowsIt() throws Exception {
        await().atMost(PATIENCE).until(() -> get("/q/health/ready").statusCode() == 200);
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'receive' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'receive' }.data.clientId", equalTo("analytics_INGEST-0"));

        publish("payload");

        ConsumerRecord<String, byte[]> raw = first(Topic.RAW);
        assertThat(raw.key()).isEqualTo("G/" + EDGE);
        assertThat(new String(raw.value(), StandardCharsets.UTF_8)).isEqualTo("payload");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("oee_receive_messages_total 1.0")
                        .contains("oee_receive_connected 1.0")
                        .contains("oee_receive_stored_seconds_count 1"));
        HostHealth heartbeat = HostHealth.parseFrom(first(Topic.HOST_HEALTH).value());
        assertThat(heartbeat.getClientId()).isEqualTo("analytics_INGEST-0");
    }

    private void publish(String text) throws Exception {
        Vertx vertx = Vertx.vertx();
        Map<String, String> environment = new HashMap<>(stack.mqttEnvironment(EDGE));
        var edge = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), EDGE),
                ConnectionOptions.defaults(),
                InboundMessage::acknowledge);
        edge.start();
        await().atMost(PATIENCE).until(() -> edge.state() instanceof ConnectionState.Connected);
        edge.publish("spBv1.0/G/NDATA/" + EDGE, text.getBytes(StandardCharsets.UTF_8), 1, false)
                .compose(sent -> edge.stop())
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private ConsumerRecord<String, byte[]> first(Topic topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", stack.kafkaBootstrap(), "auto.offset.reset", "earliest", "group.id", topic.name());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.topicName()));
            return await().atMost(PATIENCE)
                    .until(() -> consumer.poll(Duration.ofMillis(200)).iterator(), records -> records.hasNext())
                    .next();
        }
    }

    private static String metrics() {
        return get("/q/metrics").asString();
    }
}
