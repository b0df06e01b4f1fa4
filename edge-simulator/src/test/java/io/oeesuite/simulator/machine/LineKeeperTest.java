package io.oeesuite.simulator.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.oeesuite.simulator.outbox.MemoryOutbox;
import io.oeesuite.simulator.outbox.Reading;
import io.oeesuite.simulator.plant.LineSpec;
import io.oeesuite.simulator.scenario.ScenarioFile;
import io.oeesuite.sparkplug.DataType;
import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.Metric;

import static org.assertj.core.api.Assertions.assertThat;

class LineKeeperTest {

    private static final LineSpec SPEC =
            ScenarioFile.named("default").nodes().getFirst().line();
    private static final long NOW = 1_750_000_000_000L;
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final MemoryOutbox notebook = new MemoryOutbox(10_000_000);
    private final List<Reading> readings = new ArrayList<>();

    @Test
    void theFirstStartTellsAsMuchOfThePastAsIsAskedFor() {
        keeper(TWO_HOURS, NOW).playTo(readings::addAll, NOW);

        List<Long> times = times();
        assertThat(times.getFirst()).isBetween(NOW - TWO_HOURS.toMillis(), NOW - TWO_HOURS.toMillis() + 10_000);
        assertThat(times.getLast()).isBetween(NOW - 10_000, NOW);
        assertThat(times).isSorted();
    }

    @Test
    void theSecondStartTellsOnlyWhatHasHappenedSince() {
        keeper(TWO_HOURS, NOW).playTo(readings::addAll, NOW);
        long madeByThen = total(readings.getFirst());
        readings.clear();

        keeper(TWO_HOURS, NOW + 60_000).playTo(readings::addAll, NOW + 60_000);

        assertThat(times())
                .allMatch(time -> time > NOW - 10_000 && time <= NOW + 60_000)
                .isNotEmpty();
        assertThat(readings.stream().allMatch(reading -> total(reading) > 0)).isTrue();
        assertThat(total(readings.getLast())).isGreaterThanOrEqualTo(madeByThen);
    }

    @Test
    void afterALongPauseNothingOlderThanTheBackfillIsTold() {
        keeper(TWO_HOURS, NOW).playTo(readings::addAll, NOW);
        readings.clear();
        long later = NOW + Duration.ofDays(3).toMillis();

        keeper(TWO_HOURS, later).playTo(readings::addAll, later);

        assertThat(times().getFirst()).isGreaterThanOrEqualTo(later - TWO_HOURS.toMillis());
    }

    @Test
    void everyReadingOfAMachineHasATimeOfItsOwn() {
        keeper(TWO_HOURS, NOW).playTo(readings::addAll, NOW);

        Set<String> moments = readings.stream()
                .map(reading ->
                        reading.device() + "@" + reading.metrics().getFirst().timestamp())
                .collect(Collectors.toSet());
        assertThat(moments).hasSameSizeAs(readings);
    }

    @Test
    void aFasterPlantMakesMoreInTheSameTimeAndSaysSo() {
        SimulatedLine slow = SimulatedLine.fresh(SPEC, 1, 1, NOW);
        SimulatedLine fast = SimulatedLine.fresh(SPEC, 1, 60, NOW);

        slow.playTo(NOW + 3_600_000);
        fast.playTo(NOW + 60_000);

        assertThat(fast.memory()).isEqualTo(slow.memory());
        assertThat(number(fast.present().getFirst(), MachineMetrics.DESIGN_SPEED))
                .isEqualTo(60 * number(slow.present().getFirst(), MachineMetrics.DESIGN_SPEED));
    }

    private LineKeeper keeper(Duration backfill, long now) {
        return LineKeeper.of(SPEC, 1, 1, backfill, notebook, now);
    }

    private List<Long> times() {
        return readings.stream()
                .map(reading -> reading.metrics().getFirst().timestamp().orElseThrow())
                .toList();
    }

    private static long total(Reading reading) {
        return metric(reading, MachineMetrics.TOTAL).value().orElseThrow() instanceof LongValue(long number)
                ? number
                : -1;
    }

    private static double number(Reading reading, String name) {
        return metric(reading, name).as(DataType.DOUBLE).flatMap(Metric::value).orElseThrow()
                        instanceof DoubleValue(double number)
                ? number
                : -1;
    }

    private static Metric metric(Reading reading, String name) {
        return reading.metrics().stream()
                .filter(metric -> metric.name().filter(name::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }
}
