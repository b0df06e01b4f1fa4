package io.oeesuite.mqttaccess;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.oeesuite.mqttaccess.Decision.Denied;
import io.oeesuite.mqttaccess.Decision.Reason;
import io.oeesuite.mqttaccess.cases.AccessCase;
import io.oeesuite.mqttaccess.cases.AccessCases;
import io.oeesuite.mqttaccess.cases.Enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessPolicyTest {

    private static final AccessCases TABLE = AccessCases.read();

    private final AccessPolicy policy = new AccessPolicy(PolicySettings.defaults());

    @Test
    void everyCaseOfTheTable() {
        List<AccessCase> wrong = new PolicyTrial(TABLE, policy).wrong(Enforcer.POLICY);

        System.out.printf(
                "Table of cases: %d, of which %d are allowed; %d client ids%n",
                TABLE.all().size(),
                TABLE.all().stream().filter(AccessCase::allowed).count(),
                TABLE.byClient().size());
        assertThat(wrong).isEmpty();
    }

    @Test
    void theTableIsLargeAndNotOneSided() {
        assertThat(TABLE.all()).hasSizeGreaterThan(1000);
        assertThat(TABLE.all().stream().filter(AccessCase::allowed).count()).isGreaterThan(300);
    }

    @Test
    void aRefusalSaysWhy() {
        assertThat(reason(policy.publish(ClientAccess.of("Edge_1"), "a"))).isEqualTo(Reason.UNUSABLE_CLIENT_ID);
        assertThat(reason(policy.publish(ClientAccess.of("d1"), "iotflow/devices/d1/status/online")))
                .isEqualTo(Reason.NOT_REGISTERED);
        assertThat(reason(policy.publish(ClientAccess.of("admin_OPS"), "a/#"))).isEqualTo(Reason.MALFORMED_TOPIC);
        assertThat(reason(policy.subscribe(ClientAccess.of("scada_HOST"), "$share/g/spBv1.0/#")))
                .isEqualTo(Reason.MAY_NOT_SHARE);
        assertThat(reason(policy.subscribe(ClientAccess.of("edge_1"), "spBv1.0/#")))
                .isEqualTo(Reason.NO_RIGHT);
        assertThat(policy.publish(ClientAccess.of("edge_1"), "spBv1.0/G/NDATA/edge_1"))
                .isEqualTo(Decision.ALLOWED);
    }

    @Test
    void aSiteThatWantsTelemetryOnlyTakesEdgesTheirSubscriptions() {
        AccessPolicy telemetryOnly = new AccessPolicy(PolicySettings.defaults().withEdgeSubscriptions(false));
        ClientAccess edge = ClientAccess.of("edge_1");

        assertThat(telemetryOnly.subscribe(edge, "spBv1.0/G/NCMD/edge_1").isAllowed())
                .isFalse();
        assertThat(telemetryOnly.subscribe(edge, "spBv1.0/STATE/HOST").isAllowed())
                .isFalse();
        assertThat(telemetryOnly.publish(edge, "spBv1.0/G/NDATA/edge_1").isAllowed())
                .isTrue();
    }

    @Test
    void theBasesAreTheSites() {
        AccessPolicy other =
                new AccessPolicy(PolicySettings.defaults().withBase("acme/iot").withAlertBase("acme/alerts"));
        ClientAccess device = ClientAccess.device("d1", Set.of());

        assertThat(other.publish(device, "acme/iot/devices/d1/status/online").isAllowed())
                .isTrue();
        assertThat(other.publish(device, "iotflow/devices/d1/status/online").isAllowed())
                .isFalse();
        assertThat(other.publish(ClientAccess.of("alert_A"), "acme/alerts/G").isAllowed())
                .isTrue();
        assertThat(other.publish(ClientAccess.of("alert_A"), "oee/v1/alerts/G").isAllowed())
                .isFalse();
    }

    @Test
    void aBaseThatWouldReachIntoOthersTopicsIsRefused() {
        PolicySettings settings = PolicySettings.defaults();

        for (String base : List.of(
                "",
                "/",
                "a/",
                "#",
                "+",
                "a/+",
                "$SYS",
                "spBv1.0",
                "spBv1.0/G",
                "oee",
                "oee/v1/alerts/x",
                "a b",
                "ä",
                "{id}")) {
            assertThatThrownBy(() -> settings.withBase(base)).as(base).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(settings.withBase("oee/v1/devices").base()).isEqualTo("oee/v1/devices");
    }

    @Test
    void aGroupWhoseNameIsAFilterIsRefused() {
        for (String group : List.of("+", "#", "a/b", "", "$x", "ä")) {
            assertThatThrownBy(() -> ClientAccess.device("d1", Set.of(group)))
                    .as(group)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Reason reason(Decision decision) {
        return ((Denied) decision).reason();
    }
}
