package io.oeesuite.alert.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.protobuf.InvalidProtocolBufferException;

import io.oeesuite.alert.AlertMother;
import io.oeesuite.alert.policy.CallingPolicy;
import io.oeesuite.alert.policy.Route;
import io.oeesuite.contracts.Acknowledgement;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.contracts.Incident;
import io.oeesuite.contracts.Notification;
import io.oeesuite.contracts.Silence;
import io.oeesuite.contracts.Topic;

import static io.oeesuite.alert.AlertMother.PRESS;
import static org.assertj.core.api.Assertions.assertThat;

/** The decide step without Kafka. The wall clock stands still until it is moved. */
class DecideTopologyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration COOLDOWN = Duration.ofMinutes(5);
    private static final Route ROUTE = new Route(
            "all",
            List.of(),
            Set.of(),
            AlertSeverity.ALERT_SEVERITY_INFO,
            Optional.empty(),
            List.of("mail"),
            COOLDOWN,
            Optional.of(new Route.Escalation(Duration.ofMinutes(15), List.of("boss"), 1)));

    private final AtomicInteger unreadable = new AtomicInteger();
    private final TopologyTestDriver driver;
    private final List<String> told = new ArrayList<>();

    DecideTopologyTest(@TempDir java.nio.file.Path folder) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "decide-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(
                DecideTopology.of(
                        new CallingPolicy(List.of(ROUTE)),
                        Duration.ofDays(30),
                        Duration.ofHours(1),
                        unreadable::incrementAndGet),
                settings,
                NOW);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anAlertIsToldAtOnceAndOnceHoweverOftenItComes() {
        Alert alert = AlertMother.down(PRESS, NOW);
        say(alert);
        say(alert);
        pass(Duration.ofMinutes(1));

        assertThat(told()).containsExactly("raised mail");
    }

    @Test
    void itsEndIsToldToo() {
        Alert alert = AlertMother.down(PRESS, NOW);
        say(alert);
        say(AlertMother.resolved(alert, NOW));
        say(alert);

        assertThat(told()).containsExactly("raised mail", "resolved mail");
    }

    @Test
    void nobodyAcknowledgesSoItEscalates() {
        say(AlertMother.down(PRESS, NOW));
        pass(Duration.ofMinutes(16));

        assertThat(told()).containsExactly("raised mail", "escalated boss");
    }

    @Test
    void anAcknowledgedAlertDoesNotEscalate() {
        Alert alert = AlertMother.down(PRESS, NOW);
        say(alert);
        acknowledge(alert, "anna");
        acknowledge(alert, "bert");
        pass(Duration.ofMinutes(16));

        assertThat(told()).containsExactly("raised mail");
        assertThat(incident(alert).getAcknowledgement().getActor()).isEqualTo("anna");
    }

    @Test
    void anotherAlertOfTheSameKindWaitsForTheCooldown() {
        Alert first = AlertMother.down(PRESS, NOW);
        say(first);
        say(AlertMother.resolved(first, NOW));
        pass(Duration.ofMinutes(1));
        say(AlertMother.down(PRESS, NOW.plusSeconds(60)));
        assertThat(told()).containsExactly("raised mail", "resolved mail");

        pass(Duration.ofMinutes(5));
        assertThat(told()).containsExactly("raised mail", "resolved mail", "raised mail");
    }

    @Test
    void aSilenceHoldsUntilItIsEnded() {
        driver.createInputTopic(Topic.SILENCES.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("s", silence());
        say(AlertMother.down(PRESS, NOW));
        pass(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();

        driver.createInputTopic(Topic.SILENCES.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("s", (byte[]) null);
        pass(Duration.ofSeconds(2));
        assertThat(told()).containsExactly("raised mail");
    }

    @Test
    void ofAnOldAlertItIsAwaitedWhetherItIsOver() {
        Alert old = AlertMother.down(PRESS, NOW.minus(Duration.ofHours(2)));
        Alert oldAndOpen = AlertMother.down("PLANT/line/other", NOW.minus(Duration.ofHours(2)));
        say(old);
        say(oldAndOpen);
        say(AlertMother.resolved(old, NOW.minus(Duration.ofHours(1))));
        assertThat(told()).isEmpty();

        pass(Duration.ofSeconds(2));
        assertThat(told()).containsExactly("raised mail");
    }

    @Test
    void whileTheLogIsStillBeingReadNothingOldIsTold() {
        Alert old = AlertMother.down(PRESS, NOW.minus(Duration.ofHours(2)));
        sayWrittenAt(old, NOW.minus(Duration.ofHours(2)));
        pass(Duration.ofSeconds(5));
        assertThat(told()).as("its end may lie unread").isEmpty();

        sayWrittenAt(AlertMother.resolved(old, NOW.minus(Duration.ofHours(1))), NOW.minus(Duration.ofHours(1)));
        pass(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsOldAndStillOpenIsToldOnceTheLogHasBeenQuiet() {
        Alert old = AlertMother.down(PRESS, NOW.minus(Duration.ofHours(2)));
        sayWrittenAt(old, NOW.minus(Duration.ofHours(2)));
        pass(CatchingUp.QUIET.plusSeconds(1));

        assertThat(told()).containsExactly("raised mail");
    }

    @Test
    void whatIsRaisedAgainWithTheSameBeginIsToldAgain() {
        Alert first = AlertMother.down(PRESS, NOW);
        Alert over = AlertMother.resolved(first, NOW.plusSeconds(60));
        Alert again = first.toBuilder()
                .setRaisedMs(NOW.plusSeconds(120).toEpochMilli())
                .build();
        say(first);
        say(over);
        pass(Duration.ofMinutes(10));
        say(again);
        assertThat(told()).containsExactly("raised mail", "resolved mail", "raised mail");
        assertThat(incident(first).getEpisode()).isEqualTo(1);

        say(first);
        say(over);
        assertThat(told()).as("a replay says nothing new").hasSize(3);

        say(AlertMother.resolved(again, NOW.plusSeconds(180)));
        assertThat(told()).hasSize(4).last().isEqualTo("resolved mail");
    }

    @Test
    void aSilenceThatIsPastIsDeleted() {
        driver.createInputTopic(Topic.SILENCES.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("s", silence());
        pass(Duration.ofHours(1));
        assertThat(driver.getKeyValueStore(DecideTopology.SILENCES).get("s")).isNotNull();

        pass(Duration.ofHours(3));
        assertThat(driver.getKeyValueStore(DecideTopology.SILENCES).get("s")).isNull();
    }

    @Test
    void whatIsNoAlertIsLeftOut() {
        driver.createInputTopic(Topic.ALERTS.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(PRESS, new byte[] {-1, -1});
        driver.createInputTopic(Topic.ALERTS.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(PRESS, (byte[]) null);
        driver.createInputTopic(Topic.ALERT_ACTIONS.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(PRESS, (byte[]) null);
        say(AlertMother.down(PRESS, NOW));

        assertThat(told()).hasSize(1);
        assertThat(unreadable).hasValue(3);
    }

    @Test
    void anIncidentIsForgottenLongAfterItsEnd() {
        Alert alert = AlertMother.down(PRESS, NOW);
        say(alert);
        say(AlertMother.resolved(alert, NOW));
        pass(Duration.ofDays(31));

        var records = driver.createOutputTopic(
                        Topic.INCIDENTS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(records.getLast().value()).isNull();
    }

    private byte[] silence() {
        return Silence.newBuilder()
                .setId("s")
                .setEquipment("PLANT")
                .setFromMs(NOW.toEpochMilli())
                .setToMs(NOW.plus(Duration.ofHours(1)).toEpochMilli())
                .build()
                .toByteArray();
    }

    private void say(Alert alert) {
        driver.createInputTopic(Topic.ALERTS.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(alert.getEquipment(), alert.toByteArray());
    }

    private void sayWrittenAt(Alert alert, Instant time) {
        driver.createInputTopic(Topic.ALERTS.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(alert.getEquipment(), alert.toByteArray(), time);
    }

    private void acknowledge(Alert alert, String actor) {
        var acknowledgement = Acknowledgement.newBuilder()
                .setAlertId(alert.getId())
                .setEquipment(alert.getEquipment())
                .setActor(actor)
                .build();
        driver.createInputTopic(Topic.ALERT_ACTIONS.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(alert.getEquipment(), acknowledgement.toByteArray());
    }

    private void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    private Incident incident(Alert alert) {
        try {
            return Incident.parseFrom(
                    (byte[]) driver.getKeyValueStore(Decider.INCIDENTS).get(alert.getId()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Cause and channel of all notifications so far. */
    private List<String> told() {
        driver.createOutputTopic(Topic.NOTIFICATIONS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .forEach(value -> {
                    try {
                        Notification notification = Notification.parseFrom(value);
                        told.add(io.oeesuite.alert.told.AlertBody.word(
                                        notification.getCause().name(), "NOTIFICATION_CAUSE_")
                                + " " + notification.getChannel());
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                });
        return told;
    }
}
