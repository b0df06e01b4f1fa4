package io.oeesuite.auth.audit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShownTest {
    @Test
    void onlyWhatMayBeAnIdIsRepeated() {
        assertThat(Shown.clientId("edge_1")).isEqualTo("edge_1");
        for (String text : new String[] {"", "a\u0000b", "two words", "x".repeat(65), "oee" + "_enrol_of-somebody"}) {
            assertThat(Shown.clientId(text)).as(text).isEqualTo("(unusable)");
        }
    }
}
