package io.oeesuite.command.commanding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.oeesuite.command.host.Glob;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.startup.InvalidSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AllowRuleTest {
    @ParameterizedTest
    @CsvSource({
        "DOUBLE, 1, true",
        "DOUBLE, 1.0, true",
        "FLOAT, 0.1, true",
        "DOUBLE, 0.1, true",
        "FLOAT, 2, false",
        "INT32, 1, true",
        "UINT64, 18446744073709551615, true",
        "INT64, 9007199254740993, false"
    })
    void listedNumbersAreAdmittedHoweverTheyAreWritten(DataType type, String value, boolean admitted) {
        AllowRule rule = rule(null, null, "1", "0.10", "18446744073709551615", "9007199254740992");

        assertThat(admits(rule, type, value)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({
        "INT64, 9007199254740993, true",
        "INT64, 9007199254740994, false",
        "INT64, -9007199254740993, true",
        "INT64, -9007199254740994, false",
        "DOUBLE, 9007199254740992, true",
        "DOUBLE, 9007199254740994, false"
    })
    void rangesAreExactAbove2To53(DataType type, String value, boolean admitted) {
        assertThat(admits(rule("-9007199254740993", "9007199254740993"), type, value))
                .isEqualTo(admitted);
    }

    @Test
    void unsignedNumbersAreNotNegativeOnes() {
        assertThat(admits(rule("0", null), DataType.UINT64, "18446744073709551615"))
                .isTrue();
        assertThat(admits(rule(null, "18446744073709551614"), DataType.UINT64, "18446744073709551615"))
                .isFalse();
    }

    @Test
    void aRangeWithoutAnythingInItIsRefusedAtTheStart() {
        assertThatThrownBy(() -> rule("2", "1"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("the least value 2 is above the greatest 1");
    }

    private static boolean admits(AllowRule rule, DataType type, String value) {
        return rule.admits(new GivenValue.Number(new BigDecimal(value))
                .as("speed", type, 0)
                .orElseThrow());
    }

    private static AllowRule rule(String min, String max, String... values) {
        return new AllowRule(
                new Glob("*"),
                new Glob("*"),
                Optional.empty(),
                new Glob("*"),
                Optional.ofNullable(min).map(BigDecimal::new),
                Optional.ofNullable(max).map(BigDecimal::new),
                List.of(values),
                false);
    }
}
