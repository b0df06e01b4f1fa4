package io.oeesuite.analytics.engine;

import org.junit.jupiter.api.Test;

import io.oeesuite.contracts.MetricValue;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MetricReadingTest {

    @Test
    void aTextOf255CharactersIsAFact() {
        assertThat(MetricReading.of(Signal.PRODUCT, product("p".repeat(255)))).isEqualTo(FactValue.of("p".repeat(255)));
    }

    @Test
    void aLongerTextIsNone() {
        assertThatThrownBy(() -> MetricReading.of(Signal.PRODUCT, product("p".repeat(256))))
                .isInstanceOfSatisfying(
                        UnusableFact.class, fact -> assertThat(fact.reason()).isEqualTo("bad-value"))
                .hasMessageContaining("Admin/Product")
                .hasMessageContaining("255");
    }

    private static MetricValue product(String text) {
        return MetricValue.newBuilder()
                .setName("Admin/Product")
                .setStringValue(text)
                .build();
    }
}
