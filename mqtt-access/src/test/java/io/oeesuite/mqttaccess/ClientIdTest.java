package io.oeesuite.mqttaccess;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"analytics_A", "scada_A", "dashboard_A", "alert_A", "auth_A", "admin_A"})
    void rolesOfTheSuiteArePrivileged(String id) {
        assertThat(ClientId.of(id).isPrivileged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge_A", "pump-1", "Admin_A", "admin_", "a/b"})
    void machinesAndIdsThatNobodyMayHaveAreNot(String id) {
        assertThat(ClientId.of(id).isPrivileged()).isFalse();
    }
}
