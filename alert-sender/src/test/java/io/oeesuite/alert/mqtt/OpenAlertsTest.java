package io.oeesuite.alert.mqtt;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.oeesuite.alert.AlertMother;
import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.Incident;

import static io.oeesuite.alert.AlertMother.PRESS;
import static org.assertj.core.api.Assertions.assertThat;

class OpenAlertsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void eachMachineHasATopicAndWhereAllIsOverItIsClear() {
        Alert over = AlertMother.resolved(AlertMother.down("PLANT/line/saw", NOW), NOW);
        List<RetainedAlert> all = OpenAlerts.of(List.of(incident(over), incident(AlertMother.down(PRESS, NOW))));

        assertThat(all)
                .extracting(RetainedAlert::topic)
                .containsExactly("oee/v1/alerts/PLANT/line/press", "oee/v1/alerts/PLANT/line/saw");
        assertThat(all.get(0).shown()).isPresent();
        assertThat(all.get(1).shown()).isEmpty();
    }

    @Test
    void itIsTheSameAsTheAlertsHaveSaid() {
        Alert noData = AlertMother.noData(PRESS, NOW.minusSeconds(60));
        Alert down = AlertMother.down(PRESS, NOW);

        assertThat(OpenAlerts.of(List.of(incident(down), incident(noData))))
                .containsExactly(
                        RetainedAlert.after(down.toBuilder().addAlsoOpen(noData).build()));
    }

    @Test
    void whatHasNoTopicIsLeftOut() {
        assertThat(OpenAlerts.of(List.of(incident(AlertMother.down("PLANT/#", NOW)))))
                .isEmpty();
    }

    private static Incident incident(Alert alert) {
        return Incident.newBuilder().setAlert(alert).build();
    }
}
