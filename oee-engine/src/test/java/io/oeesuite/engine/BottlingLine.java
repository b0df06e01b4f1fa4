package io.oeesuite.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.oeesuite.engine.facts.Fact;
import io.oeesuite.engine.facts.FactValue;
import io.oeesuite.engine.facts.Observation;
import io.oeesuite.engine.facts.SessionFact;
import io.oeesuite.engine.facts.Signal;

/** The 38 batches of the bottling line of Maven Analytics ("Manufacturing Downtime"), told afterwards by a machine that was born in 2026. */
final class BottlingLine {
    static final long BIRTH_MS = LocalDateTime.parse("2026-03-02T00:00:00").toEpochSecond(ZoneOffset.UTC) * 1000;

    private static final long MINUTE_MS = 60_000;

    private final List<Fact> facts = new ArrayList<>();
    private final Map<String, Integer> minutesByReason = new LinkedHashMap<>();
    private final List<Batch> batches;

    record Batch(String id, String product, long fromMs, long toMs, int idealMinutes, Map<String, Integer> stops) {}

    BottlingLine() {
        Map<String, String> idealByProduct = read("products").stream()
                .collect(Collectors.toMap(row -> row.get("product"), row -> row.get("min_batch_minutes")));
        List<Map<String, String>> stops = read("stops");
        batches = read("batches").stream()
                .map(row -> new Batch(
                        row.get("batch"),
                        row.get("product"),
                        ms(row.get("start")),
                        ms(row.get("end")),
                        Integer.parseInt(idealByProduct.get(row.get("product"))),
                        stops.stream()
                                .filter(stop -> stop.get("batch").equals(row.get("batch")))
                                .collect(Collectors.toMap(
                                        stop -> stop.get("factor"),
                                        stop -> Integer.parseInt(stop.get("minutes")),
                                        Integer::sum,
                                        LinkedHashMap::new))))
                .toList();
        tell();
    }

    List<Batch> batches() {
        return batches;
    }

    List<Fact> facts() {
        return List.copyOf(facts);
    }

    Map<String, Integer> minutesByReason() {
        return Map.copyOf(minutesByReason);
    }

    private void tell() {
        facts.add(new SessionFact(1, BIRTH_MS, true));
        facts.add(Observation.of(Signal.STATE, BIRTH_MS, FactValue.of(0)));
        facts.add(Observation.of(Signal.TOTAL, BIRTH_MS, FactValue.of(0)).asBaseline());
        past(Signal.TOTAL, batches.getFirst().fromMs(), FactValue.of(0));
        past(Signal.DEFECT, batches.getFirst().fromMs(), FactValue.of(0));
        long made = 0;
        for (Batch batch : batches) {
            tell(batch);
            past(Signal.TOTAL, batch.toMs(), FactValue.of(++made));
        }
        past(Signal.STATE, batches.getLast().toMs(), FactValue.of(0));
    }

    private void tell(Batch batch) {
        past(Signal.ORDER, batch.fromMs(), FactValue.of(batch.id()));
        past(Signal.PRODUCT, batch.fromMs(), FactValue.of(batch.product()));
        past(Signal.DESIGN_SPEED, batch.fromMs(), FactValue.of(1.0 / batch.idealMinutes()));
        long at = batch.fromMs();
        for (Map.Entry<String, Integer> stop : batch.stops().entrySet()) {
            past(Signal.STATE, at, FactValue.of(9));
            past(Signal.REASON, at, FactValue.of(stop.getKey()));
            at += stop.getValue() * MINUTE_MS;
            minutesByReason.merge(stop.getKey(), stop.getValue(), Integer::sum);
        }
        past(Signal.STATE, at, FactValue.of(6));
        past(Signal.REASON, at, FactValue.of(""));
        past(Signal.STATE, batch.toMs(), FactValue.of(4));
        past(Signal.ORDER, batch.toMs(), FactValue.of(""));
    }

    /** What the next batch says at the same instant replaces what this one said at its end. */
    private void past(Signal signal, long timeMs, FactValue value) {
        facts.removeIf(fact ->
                fact instanceof Observation earlier && earlier.signal() == signal && earlier.timeMs() == timeMs);
        facts.add(Observation.of(signal, timeMs, value).asHistorical());
    }

    private static long ms(String utc) {
        return LocalDateTime.parse(utc).toEpochSecond(ZoneOffset.UTC) * 1000;
    }

    private static List<Map<String, String>> read(String table) {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BottlingLine.class.getResourceAsStream("/bottling-line/" + table + ".csv")),
                StandardCharsets.UTF_8))) {
            List<String> names = List.of(reader.readLine().split(","));
            return reader.lines().map(line -> row(names, line.split(","))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(List<String> names, String[] values) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), values[i]);
        }
        return row;
    }
}
