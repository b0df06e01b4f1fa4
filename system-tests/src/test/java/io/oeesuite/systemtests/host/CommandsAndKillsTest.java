package io.oeesuite.systemtests.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;

import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.sparkplug.SparkplugDecoder;
import io.oeesuite.systemtests.edge.PemIdentity;
import io.oeesuite.systemtests.edge.SparkplugEdge;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Commands that wait, and commands that are just being sent, when command-service is killed. Each has a value of its own, so that an independent subscriber counts how often
 * each goes out; a device that obeys at once says what has arrived.
 */
@WithSuite
class CommandsAndKillsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GROUP = "KILLED";
    private static final String NODE = "edge_KILLED-LINE";
    private static final String EAR = "analytics_COMMAND-EAR";
    private static final int WAITING = 20;
    private static final int KILLS = 3;

    private final Map<Integer, AtomicInteger> heard = new ConcurrentHashMap<>();
    /** Command id by value, of those that the service has said to have accepted. */
    private final Map<Integer, String> accepted = new ConcurrentHashMap<>();

    private final AtomicInteger lastValue = new AtomicInteger();

    @Test
    void noneIsSentTwiceAndNoneIsLost(Suite suite) throws Exception {
        try (ExecutorService device = Executors.newSingleThreadExecutor();
                ExecutorService operator = Executors.newSingleThreadExecutor();
                SparkplugEdge edge = suite.edge(GROUP, NODE);
                ServiceProcess command = suite.service("command-service", "command-killed", environment(suite))) {
            Mqtt3BlockingClient ear = listen(suite, edge, device);
            command.start();
            edge.birth(System.currentTimeMillis());
            edge.birth("M1", System.currentTimeMillis(), List.of(speed(0)));
            command.awaitReady();
            await().atMost(PATIENCE).until(() -> state(command).equals("online") && isOnline(command));

            waitingCommandsSurvive(command);
            for (int kill = 0; kill < KILLS; kill++) {
                killWhileSending(command, operator);
            }

            List<Integer> values = new ArrayList<>(accepted.keySet());
            Collections.sort(values);
            Map<Integer, String> ends = new HashMap<>();
            for (int value : values) {
                await().atMost(PATIENCE).until(() -> isFinal(status(command, value)));
                ends.put(value, status(command, value));
            }
            assertThat(heard.values()).as("none goes out twice").allMatch(times -> times.get() == 1);
            assertThat(ends.values()).as("all were sent").allMatch(CommandsAndKillsTest::wasSent);
            ends.forEach((value, status) -> assertThat(heard.containsKey(value))
                    .as("command with value %d is %s", value, status)
                    .isEqualTo(status.equals("confirmed")));
            assertThat(ends.values().stream().filter("unconfirmed"::equals).count())
                    .as("killed between the log and the message: one batch per kill at most")
                    .isLessThanOrEqualTo(ends.size() / 4);
            ear.disconnect();
        }
    }

    private void waitingCommandsSurvive(ServiceProcess command) {
        at(command).post("/api/v1/host/offline").then().statusCode(202);
        await().atMost(PATIENCE).until(() -> state(command).equals("offline"));
        for (int i = 0; i < WAITING; i++) {
            order(command);
        }
        assertThat(accepted).hasSize(WAITING);

        command.kill();
        command.start().awaitReady();

        await().atMost(PATIENCE).until(() -> state(command).equals("offline"));
        assertThat(heard).as("what operators have ordered outlives the process").isEmpty();
        at(command).post("/api/v1/host/online").then().statusCode(202);
        await().atMost(PATIENCE)
                .until(() -> accepted.keySet().stream()
                        .allMatch(value -> status(command, value).equals("confirmed")));
    }

    private void killWhileSending(ServiceProcess command, ExecutorService operator) throws Exception {
        await().atMost(PATIENCE).until(() -> state(command).equals("online"));
        int before = heard.size();
        Future<?> orders = operator.submit(() -> {
            while (order(command)) {
                Thread.onSpinWait();
            }
        });
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> heard.size() >= before + 30);

        command.kill();

        orders.get();
        command.start().awaitReady();
    }

    /** @return false when the service is gone: the command was accepted or not */
    private boolean order(ServiceProcess command) {
        int value = lastValue.incrementAndGet();
        Response answer;
        try {
            answer = at(command)
                    .contentType(ContentType.JSON)
                    .body(
                            "{\"target\":{\"group\":\"%s\",\"node\":\"%s\",\"device\":\"M1\"},\"metrics\":[{\"name\":\"speed\",\"value\":%d}]}"
                                    .formatted(GROUP, NODE, value))
                    .post("/api/v1/commands");
        } catch (Exception killed) {
            return false;
        }
        answer.then().statusCode(202);
        accepted.put(value, answer.path("id"));
        return true;
    }

    private Mqtt3BlockingClient listen(Suite suite, SparkplugEdge edge, ExecutorService device) throws Exception {
        suite.stack().certificates().client(EAR);
        PemIdentity identity = PemIdentity.of(suite.stack().certificates().folder(), EAR);
        var client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(EAR)
                .serverHost("localhost")
                .serverPort(suite.stack().mqttPort())
                .sslConfig(MqttClientSslConfig.builder()
                        .trustManagerFactory(identity.trust())
                        .keyManagerFactory(identity.keys())
                        .build())
                .buildBlocking();
        client.connect();
        client.toAsync()
                .subscribeWith()
                .topicFilter("spBv1.0/" + GROUP + "/DCMD/#")
                .callback(message -> {
                    double speed = speed(message.getPayloadAsBytes());
                    heard.computeIfAbsent((int) speed, first -> new AtomicInteger())
                            .incrementAndGet();
                    device.execute(() -> edge.data("M1", System.currentTimeMillis(), List.of(speed(speed))));
                })
                .send()
                .join();
        return client;
    }

    private static Metric speed(double value) {
        return Metric.of("speed", DataType.DOUBLE, new DoubleValue(value));
    }

    private static double speed(byte[] payload) {
        try {
            return new SparkplugDecoder()
                                    .decode(payload)
                                    .metrics()
                                    .getFirst()
                                    .value()
                                    .orElseThrow()
                            instanceof DoubleValue(double speed)
                    ? speed
                    : Double.NaN;
        } catch (Exception malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static Map<String, String> environment(Suite suite) {
        Map<String, String> environment = new HashMap<>(suite.stack().environment("scada_PRIMARY-HOST"));
        environment.putAll(suite.stack().mqttEnvironment("scada_PRIMARY-HOST"));
        environment.put("OEE_COMMANDS_ALLOW_0__GROUP", GROUP);
        environment.put("OEE_COMMANDS_ALLOW_0__DEVICE", "*");
        environment.put("OEE_COMMANDS_ALLOW_0__METRIC", "speed");
        environment.put("OEE_COMMANDS_PER_SECOND", "1000");
        environment.put("OEE_COMMANDS_EXPIRY", "PT5M");
        return environment;
    }

    private static boolean isFinal(String status) {
        return wasSent(status) || status.equals("rejected") || status.equals("expired");
    }

    private static boolean wasSent(String status) {
        return status.equals("confirmed") || status.equals("unconfirmed");
    }

    private String status(ServiceProcess command, int value) {
        return at(command).get("/api/v1/commands/" + accepted.get(value)).path("status");
    }

    private static String state(ServiceProcess command) {
        return at(command).get("/api/v1/host").path("state");
    }

    private static boolean isOnline(ServiceProcess command) {
        return Boolean.TRUE.equals(at(command)
                .get("/api/v1/nodes/" + GROUP + "/" + NODE + "/devices/M1")
                .path("online"));
    }

    private static io.restassured.specification.RequestSpecification at(ServiceProcess command) {
        return io.restassured.RestAssured.given()
                .baseUri(command.http("").toString())
                .header("X-Actor", "anna");
    }
}
