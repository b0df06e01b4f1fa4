package io.oeesuite.httpaccess;

import java.util.Set;
import javax.security.auth.x500.X500Principal;

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
        assertThat(callers.find(new X500Principal("CN=dashboard_OEE-PRODUCTION,O=OEE Suite")))
                .contains(new Caller("dashboard_OEE-PRODUCTION", Set.of("viewer"), Sites.of(Set.of("A", "B"))));
        assertThat(callers.find(new X500Principal("O=OEE Suite,CN=admin_OPS")))
                .contains(new Caller("admin_OPS", Set.copyOf(Roles.ALL), Sites.ALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=admin_OPS2",
                "CN=ADMIN_OPS",
                "O=admin_OPS",
                "CN=x,OU=admin_OPS",
                "O=\"x,CN=admin_OPS\"",
                "CN=\"admin_OPS,O=x\""
            })
    void nobodyElseDoes(String subject) {
        assertThat(callers.find(new X500Principal(subject))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin_OPS", "admin_OPS=", "=admin", "admin_OPS=root", "admin_OPS=viewer,root", "a=@A"})
    void whatCannotBeReadIsAMistake(String setting) {
        assertThatThrownBy(() -> CertificateCallers.of(setting))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_HTTP_CERTIFICATE_ROLES");
    }
}
