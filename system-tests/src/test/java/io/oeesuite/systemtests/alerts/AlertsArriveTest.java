package io.oeesuite.systemtests.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.Topic;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.Metric;
import io.oeesuite.systemtests.edge.SparkplugEdge;
import io.oeesuite.systemtests.suite.ServiceProcess;
import io.oeesuite.systemtests.suite.Suite;
import io.oeesuite.systemtests.suite.WithSuite;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever should know of an alert hears of it, whatever is killed on the way. */
@WithSuite
class AlertsArriveTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int ALERTS = 60;

    @Test
    void anAlertOfAMachineArrivesOnMqttAtAWebhookAndInAMailbox(Suite suite) throws Exception {
        String node = "edge_ALERTING";
        String equipment = "ALERTS/" + node + "/PRESS";
        try (Receivers receivers = new Receivers();
                ServiceProcess sender =
                        receivers.sender(suite, "alert-sender").start().awaitReady();
                SparkplugEdge edge = suite.edge("ALERTS", node)) {
            receivers.listen(suite);
            long tenMinutesAgo =
                    System.currentTimeMillis() - Duration.ofMinutes(10).toMillis();
            edge.birth(tenMinutesAgo - 60_000);
            edge.birth("PRESS", tenMinutesAgo - 60_000, List.of(state(6)));
            edge.data("PRESS", tenMinutesAgo, List.of(state(9)));

            eventually()
                    .until(() -> receivers.shown(equipment).isPresent()
                            && !receivers.hooksOf(equipment).isEmpty()
                            && !receivers.mailsOf(equipment).isEmpty());
            assertThat(receivers.shown(equipment).orElseThrow())
                    .contains("\"rule\":\"machine-down\"", "\"startedAt\":\"" + Instant.ofEpochMilli(tenMinutesAgo));
            assertThat(receivers.hooksOf(equipment).getFirst().body()).contains("\"event\":\"raised\"");
            assertThat(receivers.mailsOf(equipment)).singleElement().asString().startsWith("[CRITICAL] " + equipment);

            edge.data("PRESS", System.currentTimeMillis(), List.of(state(6)));
            eventually()
                    .until(() ->
                            receivers.shown(equipment).filter(String::isEmpty).isPresent());
            eventually()
                    .until(() -> receivers.hooksOf(equipment).size() == 2
                            && receivers.mailsOf(equipment).size() == 2);
            assertThat(sender.isReady()).isTrue();
        }
    }

    @Test
    void anAlertOfTheSimulatedPlantArrivesOnMqttAtAWebhookAndInAMailbox(Suite suite) throws Exception {
        String equipment = AlertingPlant.FILLER;
        try (Receivers receivers = new Receivers();
                ServiceProcess sender =
                        receivers.sender(suite, "alert-sender-demo").start();
                ServiceProcess simulator = suite.simulator("alerting-simulator", "none", AlertingPlant.NODE)
                        .start()) {
            sender.awaitReady();
            receivers.listen(suite);
            AlertingPlant plant = new AlertingPlant(simulator.awaitReady());
            plant.standsStillSinceLongAgo();

            eventually()
                    .until(() -> receivers.shown(equipment).isPresent()
                            && !receivers.hooksOf(equipment).isEmpty()
                            && !receivers.mailsOf(equipment).isEmpty());
            assertThat(receivers.shown(equipment).orElseThrow()).contains("\"rule\":\"machine-down\"");
            assertThat(receivers.hooksOf(equipment).getFirst().body()).contains("\"event\":\"raised\"");
            assertThat(receivers.mailsOf(equipment))
                    .singleElement()
                    .asString()
                    .startsWith("[CRITICAL] " + equipment + " is down since ");
        }
    }

    @Test
    void withTheBrokerAwayAndTheSenderKilledNoAlertIsLost(Suite suite) throws Exception {
        List<Alert> alerts = alerts("BROKERAWAY");
        try (Receivers receivers = new Receivers();
                ServiceProcess sender = receivers
                        .sender(suite, "alert-sender-broker-away")
                        .start()
                        .awaitReady()) {
            suite.stack().broker().kill();
            say(suite, alerts);
            // what goes elsewhere is not held up
            eventually().until(() -> ids(receivers).containsAll(idsOf(alerts)));

            sender.kill();
            suite.stack().broker().start();
            sender.start().awaitReady();

            receivers.listen(suite);
            eventually()
                    .until(() -> alerts.stream()
                            .allMatch(alert -> receivers
                                    .shown(alert.getEquipment())
                                    .filter(json -> json.contains(alert.getId()))
                                    .isPresent()));
        } finally {
            suite.ingest().awaitReady();
            suite.analytics().awaitReady();
        }
    }

    @Test
    void killedInMidDeliveryTheSenderTellsTheRestAndWhatIsTwiceHasOneId(Suite suite) throws Exception {
        List<Alert> alerts = alerts("KILLED");
        try (Receivers receivers = new Receivers();
                ServiceProcess sender =
                        receivers.sender(suite, "alert-sender-killed").start().awaitReady()) {
            receivers.listen(suite);
            say(suite, alerts);
            eventually().until(() -> hooksOf(receivers, alerts).size() >= ALERTS / 4);

            sender.kill();
            int before = hooksOf(receivers, alerts).size();
            sender.start();

            eventually().until(() -> ids(receivers).containsAll(idsOf(alerts)));
            eventually()
                    .until(() -> alerts.stream()
                            .allMatch(alert -> !receivers
                                    .mailsOf(alert.getEquipment() + " ")
                                    .isEmpty()));
            assertThat(before).as("it was killed in the middle").isLessThan(ALERTS);
            // at most the one that was under way is told twice
            assertThat(hooksOf(receivers, alerts).size()).isLessThanOrEqualTo(ALERTS + 1);
            assertThat(hooksOf(receivers, alerts).stream()
                            .map(Receivers.Hook::id)
                            .distinct())
                    .hasSize(ALERTS);
            assertThat(receivers.mailIds("KILLED")).hasSizeLessThanOrEqualTo(ALERTS + 1);
            assertThat(receivers.mailIds("KILLED").stream().distinct()).hasSize(ALERTS);
            eventually()
                    .until(() -> alerts.stream()
                            .allMatch(alert ->
                                    receivers.shown(alert.getEquipment()).isPresent()));
            assertThat(alerts)
                    .as("MQTT may say the same twice, but nothing else in between")
                    .allSatisfy(alert ->
                            assertThat(receivers.saidOf(alert.getEquipment())).hasSize(1));
        }
    }

    @Test
    void oneOfTwoReplicasIsKilledAndTheOtherTellsTheRest(Suite suite) throws Exception {
        List<Alert> alerts = alerts("REPLICAS");
        try (Receivers receivers = new Receivers();
                ServiceProcess one = receivers
                        .sender(suite, "alert-sender-one", "alert_SENDER-1")
                        .start();
                ServiceProcess two = receivers
                        .sender(suite, "alert-sender-two", "alert_SENDER-2")
                        .start()) {
            one.awaitReady();
            two.awaitReady();
            receivers.listen(suite);
            say(suite, alerts);
            eventually().until(() -> hooksOf(receivers, alerts).size() >= ALERTS / 4);

            one.kill();

            eventually().until(() -> ids(receivers).containsAll(idsOf(alerts)));
            eventually()
                    .until(() ->
                            receivers.mailIds("REPLICAS").stream().distinct().count() == ALERTS);
            eventually()
                    .until(() -> alerts.stream()
                            .allMatch(alert ->
                                    receivers.shown(alert.getEquipment()).isPresent()));
            // what was under way when partitions changed hands
            assertThat(hooksOf(receivers, alerts).size()).isLessThanOrEqualTo(ALERTS + 4);
            // while partitions change hands it is not
            two.awaitReady();
        }
    }

    private static List<Receivers.Hook> hooksOf(Receivers receivers, List<Alert> alerts) {
        var wanted = idsOf(alerts);
        return receivers.hooks().stream()
                .filter(hook -> wanted.contains(hook.id()))
                .toList();
    }

    private static java.util.Set<String> ids(Receivers receivers) {
        return receivers.hooks().stream().map(Receivers.Hook::id).collect(Collectors.toSet());
    }

    private static java.util.Set<String> idsOf(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.getId() + ":raised:webhook").collect(Collectors.toSet());
    }

    private static List<Alert> alerts(String group) {
        long now = System.currentTimeMillis();
        return IntStream.range(0, ALERTS)
                .mapToObj(number -> Alert.newBuilder()
                        .setId(UUID.randomUUID().toString())
                        .setEquipment(group + "/edge_1/MACHINE" + number)
                        .setRule("machine-down")
                        .setSeverity(AlertSeverity.ALERT_SEVERITY_CRITICAL)
                        .setStatus(AlertStatus.ALERT_STATUS_OPEN)
                        .setStartMs(now - 300_000)
                        .setRaisedMs(now)
                        .setLimitMs(300_000)
                        .build())
                .toList();
    }

    private static void say(Suite suite, List<Alert> alerts) {
        try (var producer = new KafkaProducer<>(
                suite.stack().kafkaClient("analytics_OEE-PROCESSOR"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            alerts.forEach(alert -> producer.send(
                    new ProducerRecord<>(Topic.ALERTS.topicName(), alert.getEquipment(), alert.toByteArray())));
        }
    }

    private static Metric state(int number) {
        return Metric.of("Status/StateCurrent", DataType.INT32, number);
    }

    /** The mail server throws when who was sending it a mail is killed. */
    private static ConditionFactory eventually() {
        return Awaitility.await().dontCatchUncaughtExceptions().atMost(LIMIT).pollInterval(Duration.ofMillis(100));
    }
}
