package io.oeesuite.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.EventKind;
import io.oeesuite.contracts.HostHealth;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.Topic;
import io.oeesuite.ingest.session.TestEdge;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
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
    void itGetsReadyTurnsMessagesIntoEventsAndShowsIt() throws Exception {
        await().atMost(PATIENCE).until(() -> get("/q/health/ready").statusCode() == 200);
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'receive' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'receive' }.data.clientId", equalTo("analytics_INGEST-0"));
        var edge = new TestEdge(EDGE, System.currentTimeMillis());

        publish(edge.nbirth(), edge.dbirth("FILLER"), edge.ddata("FILLER", 42));

        assertThat(records(Topic.RAW, 3)).extracting(ConsumerRecord::key).containsOnly(TestEdge.GROUP + "/" + EDGE);
        MachineEvent data =
                MachineEvent.parseFrom(records(Topic.EVENTS, 3).getLast().value());
        assertThat(data.getKind()).isEqualTo(EventKind.EVENT_KIND_DATA);
        assertThat(data.getDevice()).isEqualTo("FILLER");
        assertThat(data.getMetrics(0).getName()).isEqualTo(TestEdge.COUNT);
        assertThat(data.getMetrics(0).getIntValue()).isEqualTo(42);
        HostHealth heartbeat =
                HostHealth.parseFrom(records(Topic.HOST_HEALTH, 1).getFirst().value());
        assertThat(heartbeat.getClientId()).isEqualTo("analytics_INGEST-0");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("oee_receive_messages_total 3.0")
                        .contains("oee_receive_connected 1.0")
                        .contains("oee_receive_stored_seconds_count 3"));
    }

    private void publish(TestEdge.Sent... messages) throws Exception {
        Vertx vertx = Vertx.vertx();
        Map<String, String> environment = stack.mqttEnvironment(EDGE);
        var connection = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(environment.get(name)), EDGE),
                ConnectionOptions.defaults(),
                InboundMessage::acknowledge);
        connection.start();
        await().atMost(PATIENCE).until(() -> connection.state() instanceof ConnectionState.Connected);
        for (TestEdge.Sent message : messages) {
            done(connection.publish(message.topic(), message.payload(), 1, false));
        }
        done(connection.stop());
        done(vertx.close());
    }

    private static void done(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The first records of a topic, at least so many. */
    private List<ConsumerRecord<String, byte[]>> records(Topic topic, int atLeast) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.kafkaBootstrap(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "group.id",
                topic.name());
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.topicName()));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
    }

    private static String metrics() {
        return get("/q/metrics").asString();
    }
}
