package io.oeesuite.analytics.rest;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.oeesuite.analytics.rest.Problem.InvalidMachineModel;
import io.oeesuite.httpaccess.FieldProblem;
import io.oeesuite.httpaccess.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MachineModelRulesTest {
    private static final double YEAR_MS = 365 * 24 * 3_600_000.0;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 120_000, 86_400_000})
    void aMinorStopLastsADayAtMost(long thresholdMs) {
        assertThatCode(() -> check(model(null, thresholdMs, null, null))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 86_400_001, Long.MAX_VALUE})
    void aLongerThresholdIsRefused(long thresholdMs) {
        assertThat(wrong(model(null, thresholdMs, null, null))).isEqualTo("minorStopThresholdMs");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 999, 31_622_400_001L})
    void aSilenceLimitIsASecondToAYear(long limitMs) {
        assertThat(wrong(model(null, null, limitMs, null))).isEqualTo("silenceLimitMs");
    }

    @Test
    void anIdealCycleLastsAYearAtMost() {
        assertThatCode(() -> check(model(null, null, null, YEAR_MS))).doesNotThrowAnyException();
        assertThat(wrong(model(null, null, null, YEAR_MS + 1))).isEqualTo("idealCycleMs[\"P1\"]");
        assertThat(wrong(model(null, null, null, Double.NaN))).isEqualTo("idealCycleMs[\"P1\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "2100-01-01T00:00:01Z", "+1000000000-12-31T23:59:59Z"})
    void aModelBeginsBetween1970And2100(String validFrom) {
        assertThat(wrong(model(Instant.parse(validFrom), null, null, null))).isEqualTo("validFrom");
    }

    @Test
    void itMayBeginInTheFuture() {
        assertThatCode(() -> check(model(Instant.parse("2099-12-31T00:00:00Z"), null, null, null)))
                .doesNotThrowAnyException();
    }

    private static void check(MachineModelBody model) {
        MachineModelRules.check("G/N/D", model);
    }

    private static String wrong(MachineModelBody model) {
        var problem = catchThrowableOfType(ProblemException.class, () -> check(model));
        assertThat(problem).as("a problem").isNotNull();
        assertThat(problem.problem().status()).isEqualTo(400);
        return ((InvalidMachineModel) problem.problem())
                .errors().stream().map(FieldProblem::field).reduce("", String::concat);
    }

    private static MachineModelBody model(
            Instant validFrom, Long thresholdMs, Long silenceLimitMs, Double idealCycleMs) {
        return new MachineModelBody(
                null,
                validFrom,
                null,
                null,
                thresholdMs,
                silenceLimitMs,
                null,
                null,
                idealCycleMs == null ? null : Map.of("P1", idealCycleMs),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
