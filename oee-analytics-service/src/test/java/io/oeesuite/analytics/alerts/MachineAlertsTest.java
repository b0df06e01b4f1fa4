package io.oeesuite.analytics.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.Alert;
import io.oeesuite.contracts.AlertSeverity;
import io.oeesuite.contracts.AlertStatus;
import io.oeesuite.contracts.LedgerBucket;
import io.oeesuite.contracts.LiveState;
import io.oeesuite.contracts.SourcePosition;
import io.oeesuite.startup.InvalidSettings;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MachineAlertsTest {
    private static final MachineSituation ANY = new MachineSituation(LedgerBucket.LEDGER_BUCKET_RUN, 0, 0, true);

    private final List<Alert> told = new ArrayList<>();

    /** Whatever a rule says in whatever order: raised and resolved alternate, and what is open is what was told last. */
    @Property
    void raisedAndResolvedAlternate(@ForAll List<Boolean> wrong) {
        told.clear();
        MachineAlerts alerts = MachineAlerts.none("g/n/d", new AlertRules(List.of(new Scripted("a", wrong))), 0);
        for (int now = 0; now < wrong.size(); now++) {
            look(alerts, now);
        }

        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).getStatus())
                    .isEqualTo(i % 2 == 0 ? AlertStatus.ALERT_STATUS_OPEN : AlertStatus.ALERT_STATUS_RESOLVED);
        }
        assertThat(alerts.open()).hasSize(told.size() % 2);
        assertThat(!wrong.isEmpty() && wrong.getLast()).isEqualTo(!alerts.open().isEmpty());
    }

    @Test
    void whatIsOpenBesidesIsTold() {
        var first = new Scripted("a", List.of(true, true, false));
        var second = new Scripted("b", List.of(false, true, true));
        MachineAlerts alerts = MachineAlerts.none("g/n/d", new AlertRules(List.of(first, second)), 0);
        look(alerts, 0);
        look(alerts, 1);
        look(alerts, 2);

        assertThat(told)
                .extracting(alert -> alert.getRule()
                        + alert.getAlsoOpenList().stream().map(Alert::getRule).toList())
                .containsExactly("a[]", "b[a]", "a[b]");
    }

    @Test
    void whatIsOpenOutlivesARestart() {
        var rules = new AlertRules(List.of(new Scripted("a", List.of(true, true, false))));
        MachineAlerts before = MachineAlerts.none("g/n/d", rules, 0);
        look(before, 0);

        MachineAlerts after = MachineAlerts.read("g/n/d", rules, before.toBytes(), 0);
        look(after, 1);
        look(after, 2);

        assertThat(told).hasSize(2);
        assertThat(told.get(1).getId()).isEqualTo(told.get(0).getId());
    }

    @Test
    void anAlertIsOverWhenItsRuleIsSwitchedOff() {
        var rules = new AlertRules(List.of(new Scripted("a", List.of(true)), new Scripted("b", List.of(true, true))));
        MachineAlerts before = MachineAlerts.none("g/n/d", rules, 0);
        look(before, 0);

        var withoutA = new AlertRules(List.of(new Scripted("b", List.of(true, true))));
        MachineAlerts after = MachineAlerts.read("g/n/d", withoutA, before.toBytes(), 0);
        look(after, 1);

        assertThat(told.getLast().getRule()).isEqualTo("a");
        assertThat(told.getLast().getStatus()).isEqualTo(AlertStatus.ALERT_STATUS_RESOLVED);
        assertThat(after.open()).extracting(Alert::getRule).containsExactly("b");

        MachineAlerts none = MachineAlerts.read("g/n/d", AlertRules.NONE, after.toBytes(), 0);
        look(none, 2);
        assertThat(none.open()).isEmpty();
    }

    @Test
    void idsTellEquipmentRuleAndBeginApart() {
        assertThat(List.of(id("g/n/d", "a", 1), id("g/n/e", "a", 1), id("g/n/d", "b", 1), id("g/n/d", "a", 2)))
                .doesNotHaveDuplicates();
        assertThat(id("g/n/d", "a", 1)).isEqualTo(id("g/n/d", "a", 1)).matches("[0-9a-f-]{36}");
    }

    @Test
    void aLimitThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> AlertRules.of(new Limits(Duration.ZERO)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_ALERT_DOWN_LIMIT");
    }

    private void look(MachineAlerts alerts, long nowMs) {
        alerts.judge(ANY, nowMs, nowMs, LiveState.getDefaultInstance(), SourcePosition.getDefaultInstance(), told::add);
    }

    private String id(String equipment, String rule, long sinceMs) {
        List<Alert> raised = new ArrayList<>();
        MachineAlerts.none(equipment, new AlertRules(List.of(new Always(rule, sinceMs))), 0)
                .judge(ANY, 9, 9, LiveState.getDefaultInstance(), SourcePosition.getDefaultInstance(), raised::add);
        return raised.getFirst().getId();
    }

    /** At time n it finds what was written for n. */
    private record Scripted(String name, List<Boolean> wrong) implements AlertRule {
        @Override
        public AlertSeverity severity() {
            return AlertSeverity.ALERT_SEVERITY_INFO;
        }

        @Override
        public Judgement judge(MachineSituation machine, long nowMs, boolean open) {
            return wrong.get((int) nowMs) ? new Judgement.Wrong(nowMs, 0) : Judgement.FINE;
        }
    }

    private record Always(String name, long sinceMs) implements AlertRule {
        @Override
        public AlertSeverity severity() {
            return AlertSeverity.ALERT_SEVERITY_INFO;
        }

        @Override
        public Judgement judge(MachineSituation machine, long nowMs, boolean open) {
            return new Judgement.Wrong(sinceMs, 0);
        }
    }

    private record Limits(Duration downLimit) implements AlertConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration noDataLimit() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration silenceLimit() {
            return Duration.ofMinutes(15);
        }
    }
}
