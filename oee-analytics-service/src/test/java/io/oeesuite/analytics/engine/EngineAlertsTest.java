package io.oeesuite.analytics.engine;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.oeesuite.analytics.alerts.AlertRules;
import io.oeesuite.analytics.alerts.MachineDown;
import io.oeesuite.analytics.alerts.NoData;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LedgerChange;
import io.oeesuite.contracts.MachineEvent;
import io.oeesuite.contracts.MachineModel;

import static io.oeesuite.analytics.engine.EventMother.BEGIN;
import static io.oeesuite.analytics.engine.EventMother.PRESS;
import static org.assertj.core.api.Assertions.assertThat;

/** Alerts as they come out of the topology. The grace is 5 s. */
class EngineAlertsTest {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final AlertRules RULES =
            new AlertRules(List.of(new MachineDown(5 * MINUTE), new NoData(2 * MINUTE, 15 * MINUTE)));
    private static final int ABORTED = 9;
    private static final int EXECUTE = 6;

    private final EventMother press = new EventMother();
    private final EngineDriver engine = new EngineDriver(RULES);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aMachineIsDownOnceItsStopHasLastedForTheLimitInTheLog() {
        engine.say(press.birth(BEGIN));
        engine.say(press.state(BEGIN + MINUTE, ABORTED));

        engine.tick(BEGIN + 6 * MINUTE + 4_999);
        assertThat(engine.alerts()).isEmpty();
        engine.tick(BEGIN + 6 * MINUTE + 5_000);
        engine.tick(BEGIN + 9 * MINUTE);

        assertThat(engine.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getEquipment()).isEqualTo(PRESS);
            assertThat(alert.getRule()).isEqualTo("machine-down");
            assertThat(alert.getSeverity()).isEqualTo(AlertSeverity.ALERT_SEVERITY_CRITICAL);
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.ALERT_STATUS_OPEN);
            assertThat(alert.getStartMs()).isEqualTo(BEGIN + MINUTE);
            assertThat(alert.getRaisedMs()).isEqualTo(BEGIN + 6 * MINUTE + 5_000);
            assertThat(alert.getState()).isEqualTo(ABORTED);
        });
    }

    @Test
    void itIsResolvedWhenTheMachineRunsAgain() {
        engine.say(press.birth(BEGIN));
        engine.say(press.state(BEGIN + MINUTE, ABORTED));
        engine.tick(BEGIN + 7 * MINUTE);
        engine.say(press.state(BEGIN + 8 * MINUTE, EXECUTE));

        assertThat(engine.alerts())
                .extracting(Alert::getStatus)
                .containsExactly(AlertStatus.ALERT_STATUS_OPEN, AlertStatus.ALERT_STATUS_RESOLVED);
        assertThat(engine.alerts()).extracting(Alert::getId).containsOnly(id(0));
        assertThat(engine.alerts().getLast().getResolvedMs()).isEqualTo(BEGIN + 8 * MINUTE);
    }

    @Test
    void aStopShorterThanTheLimitIsNoAlert() {
        engine.say(press.birth(BEGIN));
        engine.say(press.state(BEGIN + MINUTE, ABORTED));
        engine.say(press.state(BEGIN + 5 * MINUTE, EXECUTE));
        engine.tick(BEGIN + 12 * MINUTE);

        assertThat(engine.alerts()).isEmpty();
    }

    @Test
    void anotherStateOfTheSameStopIsTheSameAlert() {
        engine.say(press.birth(BEGIN));
        engine.say(press.state(BEGIN + MINUTE, ABORTED));
        engine.tick(BEGIN + 7 * MINUTE);
        engine.say(press.state(BEGIN + 7 * MINUTE, 1));
        engine.say(press.state(BEGIN + 8 * MINUTE, 2));
        engine.tick(BEGIN + 15 * MINUTE);

        assertThat(engine.alerts()).hasSize(1);
    }

    @Test
    void deathIsNoDataAfterTheLimitAndBirthResolvesIt() {
        engine.say(press.birth(BEGIN));
        engine.say(press.death(BEGIN + MINUTE));
        engine.tick(BEGIN + 3 * MINUTE);
        assertThat(engine.alerts()).isEmpty();
        engine.tick(BEGIN + 3 * MINUTE + 5_000);
        engine.say(press.birth(BEGIN + 10 * MINUTE));

        assertThat(engine.alerts())
                .extracting(Alert::getRule, Alert::getStatus, Alert::getStartMs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("no-data", AlertStatus.ALERT_STATUS_OPEN, BEGIN + MINUTE),
                        org.assertj.core.groups.Tuple.tuple(
                                "no-data", AlertStatus.ALERT_STATUS_RESOLVED, BEGIN + MINUTE));
    }

    @Test
    void aMachineThatDiesWhileItIsDownStaysDownUntilItSaysThatItRuns() {
        engine.say(press.birth(BEGIN));
        engine.say(press.state(BEGIN + MINUTE, ABORTED));
        engine.tick(BEGIN + 7 * MINUTE);
        engine.say(press.death(BEGIN + 8 * MINUTE));
        engine.tick(BEGIN + 11 * MINUTE);
        engine.say(bornAgainIn(ABORTED, BEGIN + 12 * MINUTE));
        engine.tick(BEGIN + 13 * MINUTE);
        assertThat(changes())
                .as("it is still down after the cut")
                .containsExactly("machine-down OPEN", "no-data OPEN", "no-data RESOLVED");

        engine.say(press.state(BEGIN + 14 * MINUTE, EXECUTE));

        assertThat(changes())
                .containsExactly("machine-down OPEN", "no-data OPEN", "no-data RESOLVED", "machine-down RESOLVED");
    }

    @Test
    void aMachineThatRunsAndSaysNothingIsMissedSinceItWasHeardLast() {
        engine.say(press.birth(BEGIN));
        engine.say(press.count(BEGIN + 2 * MINUTE, 200));
        engine.tick(BEGIN + 18 * MINUTE);
        engine.say(press.death(BEGIN + 19 * MINUTE));
        engine.tick(BEGIN + 30 * MINUTE);

        assertThat(engine.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getRule()).isEqualTo("no-data");
            assertThat(alert.getStartMs()).isEqualTo(BEGIN + 2 * MINUTE);
        });
    }

    @Test
    void historyRaisesNothing() {
        engine.say(press.birth(BEGIN));
        engine.say(press.toldAt(BEGIN + MINUTE, BEGIN - 60 * MINUTE, ABORTED, true));
        engine.tick(BEGIN + 2 * MINUTE);

        assertThat(engine.alerts()).isEmpty();
    }

    @Test
    void aModelThatReadsTheStopOtherwiseEndsTheAlertWhenItTakesEffect() {
        engine.say(press.birth(BEGIN));
        engine.say(press.state(BEGIN + MINUTE, ABORTED));
        engine.tick(BEGIN + 7 * MINUTE);
        engine.model(
                MachineModel.newBuilder()
                        .setEquipment(PRESS)
                        .putStateBuckets(ABORTED, LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN)
                        .build(),
                BEGIN + 8 * MINUTE);
        engine.tick(BEGIN + 8 * MINUTE + 3 * SECOND);

        assertThat(changes()).containsExactly("machine-down OPEN", "machine-down RESOLVED");
        assertThat(engine.ledger().stream()
                        .filter(LedgerChange::hasLive)
                        .toList()
                        .getLast())
                .extracting(change -> change.getLive().getBucket())
                .isEqualTo(LedgerBucket.LEDGER_BUCKET_PLANNED_DOWN);
    }

    @Test
    void aQuietMachineGetsATickWhenAnAlertIsDue() {
        engine.say(press.birth(BEGIN));
        engine.say(press.death(BEGIN + SECOND));
        engine.tick(BEGIN + 70 * SECOND);
        engine.ticksWritten();

        engine.wallClockAdvances(Duration.ofSeconds(110));
        assertThat(engine.ticksWritten()).as("before it is due").isZero();
        engine.wallClockAdvances(Duration.ofSeconds(20));
        assertThat(engine.ticksWritten()).as("when it is due").isPositive();
    }

    @Test
    void theSameLogComesToTheSameAlertsByteForByte() {
        List<MachineEvent> log = List.of(
                press.birth(BEGIN),
                press.state(BEGIN + MINUTE, ABORTED),
                press.state(BEGIN + 8 * MINUTE, EXECUTE),
                press.toldAt(BEGIN + 9 * MINUTE, BEGIN + 3 * MINUTE, EXECUTE, false),
                press.death(BEGIN + 10 * MINUTE));

        try (var again = new EngineDriver(RULES)) {
            for (EngineDriver each : List.of(engine, again)) {
                each.say(log.get(0));
                each.say(log.get(1));
                each.tick(BEGIN + 7 * MINUTE);
                log.subList(2, log.size()).forEach(each::say);
                each.tick(BEGIN + 20 * MINUTE);
            }

            assertThat(engine.alerts()).hasSize(3);
            assertThat(again.everything()).isEqualTo(engine.everything());
        }
    }

    private MachineEvent bornAgainIn(int state, long ms) {
        MachineEvent birth = press.birth(ms);
        MachineEvent said = press.state(ms, state);
        return birth.toBuilder().setMetrics(0, said.getMetrics(0)).build();
    }

    private List<String> changes() {
        return engine.alerts().stream()
                .map(alert -> alert.getRule() + " " + alert.getStatus().name().replace("ALERT_STATUS_", ""))
                .toList();
    }

    private String id(int index) {
        return engine.alerts().get(index).getId();
    }
}
