package io.oeesuite.mqttaccess;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import static org.assertj.core.api.Assertions.assertThat;

class RolePolicyTest {

    private final RolePolicy policy =
            new RolePolicy("iotflow", clientId -> clientId.equals("d1") ? Set.of("blue") : Set.of());

    @ParameterizedTest(name = "{0} may {1} {2}: {3}")
    @CsvFileSource(resources = "role-cases.csv", commentCharacter = '!', useHeadersInDisplayName = true)
    void roleCases(String client, String action, String topic, String allowed) {
        boolean answer =
                action.equals("publish") ? policy.mayPublish(client, topic) : policy.maySubscribe(client, topic);

        assertThat(answer).isEqualTo(allowed.equals("yes"));
    }
}
