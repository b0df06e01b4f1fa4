package io.oeesuite.command.commanding;

import java.math.BigDecimal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.oeesuite.sparkplug.DataType;

import static org.assertj.core.api.Assertions.assertThat;

class GivenValueTest {

    @ParameterizedTest
    @CsvSource({
        "INT8, -128, true",
        "INT8, 128, false",
        "INT8, 127, true",
        "INT8, 1.5, false",
        "INT8, 1.0, true",
        "INT16, -32769, false",
        "INT32, 2147483648, false",
        "INT64, 9223372036854775807, true",
        "INT64, 9223372036854775808, false",
        "UINT8, 255, true",
        "UINT8, 256, false",
        "UINT8, -1, false",
        "UINT32, 4294967295, true",
        "UINT64, 18446744073709551615, true",
        "UINT64, 18446744073709551616, false",
        "FLOAT, 1e39, false",
        "FLOAT, 0.1, true",
        "DOUBLE, 1e308, true",
        "DOUBLE, 1e309, false",
        "BOOLEAN, 1, false",
        "STRING, 1, false",
        "DATETIME, 1724932200000, true",
        "DATETIME, -1, false",
        "INT64, 1e1000000000, false",
        "DATASET, 1, false"
    })
    void numbersAreOfTheTypeOrNot(DataType type, BigDecimal number, boolean fits) {
        assertThat(new GivenValue.Number(number).as("m", type, 1).isPresent()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, x, true", "TEXT, x, true", "UUID, x, false", "UUID, 123e4567-e89b-12d3-a456-426614174000, true",
        "DATETIME, 2026-01-02T03:04:05Z, true", "DATETIME, 2026-01-02, false", "INT32, 5, false", "BOOLEAN, true, false"
    })
    void textsAreOfTheTypeOrNot(DataType type, String text, boolean fits) {
        assertThat(new GivenValue.Text(text).as("m", type, 1).isPresent()).isEqualTo(fits);
    }
}
