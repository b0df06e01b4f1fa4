package io.oeesuite.analytics.witness;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.analytics.Plant;
import io.oeesuite.analytics.RealServers;
import io.oeesuite.localstack.LocalStack;
import io.oeesuite.mqtt.ConnectionOptions;
import io.oeesuite.mqtt.ConnectionState;
import io.oeesuite.mqtt.InboundMessage;
import io.oeesuite.mqtt.MqttConnection;
import io.oeesuite.mqtt.MqttSettings;
import io.oeesuite.sparkplug.Payload;
import io.oeesuite.sparkplug.SparkplugEncoder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class WitnessStepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EDGE = "edge_WITNESSED";
    private static final String NODE = "WITNESS/" + EDGE;

    LocalStack servers;

    private final Vertx vertx = Vertx.vertx();
    private MqttConnection edge;
    private Plant plant;

    @BeforeEach
    void connect() {
        plant = new Plant(servers.kafkaBootstrap());
        await().atMost(PATIENCE).until(() -> witnessState().startsWith("listening"));
        Map<String, String> settings = servers.mqttEnvironment(EDGE);
        edge = new MqttConnection(
                vertx,
                MqttSettings.from(name -> Optional.ofNullable(settings.get(name)), EDGE),
                ConnectionOptions.defaults(),
                InboundMessage::acknowledge);
        edge.start();
        await().atMost(PATIENCE).until(() -> edge.state() instanceof ConnectionState.Connected);
    }

    @AfterEach
    void disconnect() throws Exception {
        edge.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        plant.close();
    }

    @Test
    void whatDoesNotComeThroughKafkaIsMissed() throws Exception {
        publish("NBIRTH", 0, true);
        publish("NDATA", 1, true);
        await().atMost(PATIENCE).until(() -> completeness().getInt("[0].matched") == 2);
        assertThat(completeness().getDouble("[0].completeness")).isEqualTo(1.0);

        publish("NDATA", 2, false);
        publish("NDATA", 5, true);

        await().atMost(PATIENCE).until(() -> completeness().getInt("[0].missing") == 1);
        assertThat(completeness().getString("[0].equipment")).isEqualTo(NODE);
        assertThat(completeness().getDouble("[0].completeness")).isEqualTo(0.75);
        assertThat(completeness().getInt("[0].sequenceGaps")).isEqualTo(1);
        await().atMost(PATIENCE)
                .until(() -> Plant.ask()
                        .get("/q/metrics")
                        .asString()
                        .lines()
                        .anyMatch(line -> line.startsWith("oee_witness_completeness{")
                                && line.contains("group=\"WITNESS\"")
                                && line.contains("node=\"" + EDGE + "\"")
                                && line.endsWith(" 0.75")));
    }

    @Test
    void withoutABrokerTheServiceGoesOnAndSaysSo() {
        servers.broker().kill();
        try {
            await().atMost(PATIENCE).until(() -> witnessState().startsWith("not connected"));

            assertThat(plant.get("equipment").statusCode()).isEqualTo(200);
            assertThat(check().getString("status")).isEqualTo("UP");
        } finally {
            servers.broker().start();
        }
        await().atMost(PATIENCE).until(() -> witnessState().startsWith("listening"));
    }

    private void publish(String type, int seq, boolean storedToo) throws Exception {
        String topic = "spBv1.0/WITNESS/" + type + "/" + EDGE;
        byte[] payload = SparkplugEncoder.encode(Payload.of(System.currentTimeMillis(), seq, List.of()));
        edge.publish(topic, payload, 1, false)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        if (storedToo) {
            plant.kafka().raw(topic, payload);
        }
    }

    private JsonPath completeness() {
        return plant.get("completeness?equipment=" + NODE + "/any-device").jsonPath();
    }

    private static String witnessState() {
        String state = check().getString("data.state");
        return state == null ? "" : state;
    }

    private static JsonPath check() {
        Map<String, Object> check =
                Plant.ask().get("/q/health/ready").jsonPath().get("checks.find { it.name == 'witness' }");
        return new JsonPath(new JsonObject(check == null ? Map.of() : check).encode());
    }
}
