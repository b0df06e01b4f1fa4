package io.oeesuite.httpaccess;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.startup.InvalidSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CertificateCallersTest {
    private final CertificateCallers callers =
            CertificateCallers.of(" dashboard_OEE-PRODUCTION=viewer@A, B ;admin_OPS=admin;");

    @Test
    void whoIsListedComesIn() {
        assertThat(callers.find("dashboard_OEE-PRODUCTION"))
                .contains(new Caller("dashboard_OEE-PRODUCTION", Set.of("viewer"), Sites.of(Set.of("A", "B"))));
        assertThat(callers.find("admin_OPS")).contains(new Caller("admin_OPS", Set.copyOf(Roles.ALL), Sites.ALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin_OPS2", "ADMIN_OPS", "admin_OPS,O=x", ""})
    void nobodyElseDoes(String name) {
        assertThat(callers.find(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"erp", "erp.example", "edge_ERP", "Admin_OPS", "admin_", "admin OPS"})
    void namesThatADeviceCouldHaveAreRefused(String name) {
        assertThatThrownBy(() -> CertificateCallers.of("dashboard_A=viewer;" + name + "=admin"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_HTTP_CERTIFICATE_ROLES: \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin_OPS", "admin_OPS=", "=admin", "admin_OPS=root", "admin_OPS=viewer,root", "a=@A"})
    void whatCannotBeReadIsAMistake(String setting) {
        assertThatThrownBy(() -> CertificateCallers.of(setting))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_HTTP_CERTIFICATE_ROLES");
    }
}
