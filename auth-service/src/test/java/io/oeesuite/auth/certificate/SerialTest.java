package io.oeesuite.auth.certificate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SerialTest {

    @ParameterizedTest
    @ValueSource(strings = {"39dd2e", "39DD2E", "39:dd:2e", "0039DD2E", "00:39:DD:2E"})
    void isTheSameHoweverItIsWritten(String written) {
        assertThat(Serial.normal(written)).contains("39dd2e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "xyz", "39dd2e\u0000", "39 dd", "-1", "39dd2e'--", "١٢"})
    void whatIsNoNumberIsNone(String written) {
        assertThat(Serial.normal(written)).isEmpty();
        assertThat(Serial.normal("f".repeat(81))).isEmpty();
    }
}
