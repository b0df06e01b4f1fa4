package io.oeesuite.command.commanding;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ActorsTest {
    @ParameterizedTest
    @CsvSource({
        "anna, Anna, true",
        "' anna', 'ANNA ', true",
        "Straße, STRASSE, true",
        "ａnna, anna, true",
        "anna, ben, false"
    })
    void onePersonIsOneHoweverTheNameIsWritten(String one, String other, boolean same) {
        assertThat(Actors.same(one, other)).isEqualTo(same);
    }
}
