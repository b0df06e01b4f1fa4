package io.oeesuite.systemtests.acceptance;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

/**
 * A case that somebody has published with its result.
 *
 * @param machines what each machine of the line did, by device id
 */
record PublishedCase(
        String name,
        String source,
        Map<String, ProductionRecord> machines,
        double availability,
        double performance,
        double quality) {

    double oee() {
        return availability * performance * quality;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Each case begins at the given moment. */
    static List<PublishedCase> all(Instant begin) {
        return List.of(vorne(begin), nakajima(begin), rhize(begin), leanExecution(begin));
    }

    private static PublishedCase vorne(Instant begin) {
        var shift = ProductionRecord.beginning(begin, ofSeconds(1))
                .runs(ofMinutes(120))
                .breaks(ofMinutes(15))
                .runs(ofMinutes(60))
                .isDown(ofMinutes(47), 7)
                .breaks(ofMinutes(30))
                .runs(ofMinutes(100))
                .breaks(ofMinutes(15))
                .runs(ofMinutes(93))
                .counts(19_271, 423);
        return new PublishedCase(
                "Vorne",
                "oee.com, OEE calculation example",
                Map.of("PRESS", shift),
                373.0 / 420,
                19_271 / (373.0 * 60),
                (19_271 - 423) / 19_271.0);
    }

    private static PublishedCase nakajima(Instant begin) {
        var day = ProductionRecord.beginning(begin, ofMillis(30_000))
                .runs(ofMinutes(200))
                .isDown(ofMinutes(60), 1)
                .runs(ofMinutes(200))
                .counts(400, 8);
        return new PublishedCase(
                "Nakajima",
                "Introduction to TPM, 1988",
                Map.of("PRESS", day),
                400.0 / 460,
                400 * 0.5 / 400,
                392.0 / 400);
    }

    private static PublishedCase rhize(Instant begin) {
        var morning = ProductionRecord.beginning(begin, ofSeconds(10))
                .runs(ofMinutes(90))
                .isDown(ofMinutes(30), 3)
                .runs(ofMinutes(60))
                .counts(1000, 200);
        return new PublishedCase(
                "Rhize",
                "Rhize documentation, KPI service",
                Map.of("PRESS", morning),
                150.0 / 180,
                1000 * 10.0 / (150 * 60),
                0.8);
    }

    /** A roll-up: numerators and denominators are added, ratios are never averaged. */
    private static PublishedCase leanExecution(Instant begin) {
        var first = ProductionRecord.beginning(begin, ofSeconds(10))
                .runs(ofMinutes(200))
                .isDown(ofMinutes(32), 2)
                .runs(ofMinutes(223))
                .counts(2240, 50);
        var second = ProductionRecord.beginning(begin, ofSeconds(45))
                .runs(ofMinutes(300))
                .isDown(ofMinutes(18), 5)
                .runs(ofMinutes(137))
                .counts(450, 25);
        var third = ProductionRecord.beginning(begin, ofSeconds(70))
                .runs(ofMinutes(455))
                .counts(229, 11);
        double idealTotal = 2240 * 10 + 450 * 45 + 229 * 70;
        double idealGood = 2190 * 10 + 425 * 45 + 218 * 70;
        double running = (423 + 437 + 455) * 60;
        return new PublishedCase(
                "LeanExecution",
                "LeanExecution, OEE of several machines",
                Map.of("FIRST", first, "SECOND", second, "THIRD", third),
                running / (3 * 455 * 60),
                idealTotal / running,
                idealGood / idealTotal);
    }
}
