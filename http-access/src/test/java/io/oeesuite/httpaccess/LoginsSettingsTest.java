package io.oeesuite.httpaccess;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.startup.InvalidSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoginsSettingsTest {
    private static final String REALM = "https://keycloak.example/realms/oee";

    @Test
    void productionIsNeverOpen() {
        assertThatThrownBy(() -> logins("", "127.0.0.1", "prod").checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("OEE_OIDC_URL")
                .hasMessageContaining("QUARKUS_PROFILE=demo");
        assertThatThrownBy(() -> logins("", "127.0.0.1", "demo", "prod").checkSettings())
                .isInstanceOf(InvalidSettings.class);
        assertThatCode(() -> logins(REALM, "0.0.0.0", "prod").checkSettings()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void theDemoIsOpenToThisMachine(String host) {
        assertThatCode(() -> logins("", host, "demo").checkSettings()).doesNotThrowAnyException();
        assertThat(logins("", host, "demo").areOn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.7", "oee.example", ""})
    void theDemoIsOpenToNobodyElse(String host) {
        assertThatThrownBy(() -> logins("", host, "demo").checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("HTTP_HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keycloak.example/realms/oee", "ftp://keycloak.example", "https://", "http://a b"})
    void aRealmHasAUrl(String url) {
        assertThatThrownBy(() -> logins(url, "0.0.0.0", "demo").checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(url);
    }

    @Test
    void noSecretCrossesTheNetworkInTheClear() {
        assertThatThrownBy(() -> logins("http://keycloak.example/realms/oee", "0.0.0.0", "prod")
                        .checkSettings())
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("https");
        assertThatCode(() -> logins("http://localhost:8180/realms/oee", "0.0.0.0", "prod")
                        .checkSettings())
                .doesNotThrowAnyException();
    }

    private static Logins logins(String realm, String host, String... profiles) {
        return new Logins(Optional.of(realm).filter(url -> !url.isEmpty()), host, List.of(profiles));
    }
}
