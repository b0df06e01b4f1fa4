package io.oeesuite.alert.policy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EquipmentPatternTest {

    @ParameterizedTest
    @CsvSource({
        "'',          G/n/d, true",
        "G,           G/n/d, true",
        "G,           GG/n/d, false",
        "G/n,         G/n/d, true",
        "G/n,         G/n, true",
        "G/n/d,       G/n/d, true",
        "G/n/d,       G/n, false",
        "*/n,         X/n/d, true",
        "G/*/d,       G/m/d, true",
        "G/*/d,       G/m/e, false",
    })
    void aPathStandsForAllBelowIt(String pattern, String equipment, boolean covered) {
        assertThat(EquipmentPattern.of(pattern).covers(equipment)).isEqualTo(covered);
    }

    @Test
    void whatIsNoPathIsRefused() {
        assertThatThrownBy(() -> EquipmentPattern.of("G//d")).hasMessageContaining("G//d");
        assertThatThrownBy(() -> EquipmentPattern.of("a/b/c/d")).hasMessageContaining("a/b/c/d");
    }
}
