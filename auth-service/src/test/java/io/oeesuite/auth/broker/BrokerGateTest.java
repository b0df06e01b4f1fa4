package io.oeesuite.auth.broker;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.startup.InvalidSettings;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When the service does not start; whom it answers is in {@link BrokerQuestionsTest}. */
class BrokerGateTest {

    @Test
    void withoutASecretOnlyThisMachineMayAskAndNeverInProduction() {
        assertThatNoException()
                .isThrownBy(() -> gate(Optional.empty(), "127.0.0.1", false).checkSettings());
        assertRefused(gate(Optional.empty(), "0.0.0.0", false), "OEE_AUTH_BROKER_SECRET is not set");
        assertRefused(gate(Optional.empty(), "127.0.0.1", true), "OEE_AUTH_BROKER_SECRET is not set");
        assertRefused(gate(Optional.of(" "), "127.0.0.1", true), "OEE_AUTH_BROKER_SECRET is not set");
        assertThatNoException()
                .isThrownBy(() -> gate(Optional.of("a secret of 16 characters or more"), "0.0.0.0", true)
                        .checkSettings());
    }

    @Test
    void aShortSecretIsRefused() {
        assertRefused(gate(Optional.of("short"), "127.0.0.1", false), "openssl rand");
    }

    @Test
    void namesOfCertificatesWillDoToo() {
        assertThatNoException().isThrownBy(() -> gateFor("auth_EMQX-1").checkSettings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"emqx1", "emqx1.local", "edge_EMQX1", "Auth_EMQX-1", "auth_", " "})
    void namesThatADeviceCouldHaveAreRefused(String name) {
        assertRefused(gateFor(name), "OEE_AUTH_BROKER_CERTIFICATES: \"" + name + "\"");
    }

    private static BrokerGate gateFor(String certificate) {
        return new BrokerGate(
                config(Optional.empty(), Optional.of(Set.of("auth_EMQX-0", certificate))), null, "0.0.0.0", () -> true);
    }

    private static void assertRefused(BrokerGate gate, String message) {
        assertThatThrownBy(gate::checkSettings)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(message);
    }

    private static BrokerGate gate(Optional<String> secret, String host, boolean production) {
        return new BrokerGate(config(secret, Optional.empty()), null, host, () -> production);
    }

    static BrokerConfig config(Optional<String> secret, Optional<Set<String>> certificates) {
        return new BrokerConfig() {
            @Override
            public Optional<String> secret() {
                return secret;
            }

            @Override
            public Optional<Set<String>> certificates() {
                return certificates;
            }

            @Override
            public String base() {
                return "iotflow";
            }

            @Override
            public String alertBase() {
                return "oee/v1/alerts";
            }

            @Override
            public boolean edgeSubscriptions() {
                return true;
            }
        };
    }
}
