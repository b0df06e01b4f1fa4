package io.oeesuite.mqttaccess;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessPolicyTest {

    private final AccessPolicy policy = new AccessPolicy(PolicySettings.defaults());

    @ParameterizedTest(name = "{0} may {1} {2}: {3}")
    @CsvFileSource(resources = "role-cases.csv", commentCharacter = '!', useHeadersInDisplayName = true)
    void roleCases(String id, String action, String topic, String allowed) {
        ClientAccess client = ClientAccess.device(id, id.equals("d1") ? Set.of("blue") : Set.of());
        Decision answer = action.equals("publish") ? policy.publish(client, topic) : policy.subscribe(client, topic);

        assertThat(answer.isAllowed()).isEqualTo(allowed.equals("yes"));
    }
}
