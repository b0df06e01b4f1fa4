package io.oeesuite.systemtests.monitoring;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CompressedTimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'        for: 1h'| for: 60s",
                "'        for: 15m'| for: 15s",
                "'        for: 1m'| for: 5s",
                "'        for: 30s'| for: 5s",
                "rate(a_total[30m])| rate(a_total[30s])",
                "rate(a_total[2m])| rate(a_total[10s])",
                "avg_over_time(oee:completeness:ratio[3d])| avg_over_time(oee:completeness:ratio[4320s])",
                "a unless a offset 10m| a unless a offset 10s",
                "deriv(sum(b)[20m:3m]) > 100| deriv(sum(b)[20s:3s]) > 100",
                "deriv(sum(b)[2m:15s])| deriv(sum(b)[10s:2s])"
            })
    void aMinuteIsASecond(String rule, String compressed) {
        assertThat(CompressedTime.of(rule).strip()).isEqualTo(compressed);
    }

    @Test
    void nothingElseIsTouched() {
        for (String other : List.of(
                "      - record: oee:ingest_delay:bad_ratio_1h",
                "oee:ingest_delay:bad_ratio_1h > 14.4 * 0.001 and oee:ingest_delay:bad_ratio_5m > 14.4 * 0.001",
                "oee:certificate:seconds_left < 30 * 86400",
                "a_bucket{topic=\"oee.ledger.v1\",le=\"5.0\"}",
                "          description: Kafka makes them wait for: 5m of them")) {
            assertThat(CompressedTime.of(other)).isEqualTo(other);
        }
    }
}
