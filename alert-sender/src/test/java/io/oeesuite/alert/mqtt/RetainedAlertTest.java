package io.oeesuite.alert.mqtt;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.oeesuite.alert.AlertMother;
import io.oeesuite.contracts.Alert;

import static io.oeesuite.alert.AlertMother.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetainedAlertTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final Alert down = AlertMother.down(PRESS, NOW);
    private final Alert noData = AlertMother.noData(PRESS, NOW);

    @Test
    void anOpenAlertIsShownOnTheTopicOfItsMachine() {
        RetainedAlert retained = RetainedAlert.after(down);

        assertThat(retained.topic()).isEqualTo("oee/v1/alerts/PLANT/line/press");
        assertThat(retained.shown()).contains(down);
    }

    @Test
    void theTopicIsClearedWhenTheLastIsResolved() {
        assertThat(RetainedAlert.after(AlertMother.resolved(down, NOW)).shown()).isEmpty();
    }

    @Test
    void whatElseIsOpenStaysWhenOneIsResolved() {
        Alert resolved =
                AlertMother.resolved(down, NOW).toBuilder().addAlsoOpen(noData).build();

        assertThat(RetainedAlert.after(resolved).shown()).contains(noData);
    }

    @Test
    void ofSeveralTheMostSevereIsShownAndTheOthersStandBeside() {
        Alert both = noData.toBuilder().addAlsoOpen(down).build();

        Alert shown = RetainedAlert.after(both).shown().orElseThrow();
        assertThat(shown.getRule()).isEqualTo("machine-down");
        assertThat(shown.getAlsoOpenList()).containsExactly(noData);
    }

    @Test
    void anEdgeNodeMayBeTheMachine() {
        assertThat(RetainedAlert.after(AlertMother.down("PLANT/line", NOW)).topic())
                .isEqualTo("oee/v1/alerts/PLANT/line");
    }

    @Test
    void whatCannotBeATopicIsRefused() {
        assertThatThrownBy(() -> RetainedAlert.after(AlertMother.down("PLANT/#", NOW)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
