package io.oeesuite.simulator.replay;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the bottling line's batches, stops, products and factors from a folder, and checks that they fit together. Times are UTC. */
public final class BottlingLine {

    private BottlingLine() {}

    /**
     * The batches in the order of their start; there is at least one.
     *
     * @throws InvalidDataSet when a file is missing or says something impossible
     */
    public static List<Batch> read(Path folder) {
        Map<String, Duration> idealCycles = products(folder);
        Set<String> factors = factors(folder);
        Map<String, CsvTable.Row> batches = batches(folder);
        Map<String, List<Batch.Stop>> stops = stops(folder, factors, batches.keySet());
        List<Batch> read = new ArrayList<>();
        batches.forEach((id, row) -> read.add(batch(row, id, idealCycles, stops.getOrDefault(id, List.of()))));
        read.sort(Comparator.comparing(Batch::start));
        refuseOverlaps(read, batches);
        if (read.isEmpty()) {
            throw new InvalidDataSet(folder.resolve("batches.csv") + " has no batch");
        }
        return read;
    }

    private static Map<String, Duration> products(Path folder) {
        Map<String, Duration> idealCycles = new LinkedHashMap<>();
        for (CsvTable.Row row :
                CsvTable.read(folder.resolve("products.csv"), "product", "flavor", "size", "min_batch_minutes")) {
            idealCycles.put(row.text("product"), Duration.ofMinutes(row.number("min_batch_minutes", 1)));
        }
        return idealCycles;
    }

    private static Set<String> factors(Path folder) {
        Set<String> factors = new HashSet<>();
        for (CsvTable.Row row : CsvTable.read(folder.resolve("factors.csv"), "factor", "description")) {
            factors.add(row.text("factor"));
        }
        return factors;
    }

    private static Map<String, CsvTable.Row> batches(Path folder) {
        Map<String, CsvTable.Row> batches = new LinkedHashMap<>();
        for (CsvTable.Row row :
                CsvTable.read(folder.resolve("batches.csv"), "batch", "product", "operator", "start", "end")) {
            if (batches.putIfAbsent(row.text("batch"), row) != null) {
                throw row.wrong("batch", "is there twice");
            }
        }
        return batches;
    }

    private static Map<String, List<Batch.Stop>> stops(Path folder, Set<String> factors, Set<String> batches) {
        Map<String, List<Batch.Stop>> stops = new LinkedHashMap<>();
        for (CsvTable.Row row : CsvTable.read(folder.resolve("stops.csv"), "batch", "factor", "minutes")) {
            if (!batches.contains(row.text("batch"))) {
                throw row.wrong("batch", "is not in batches.csv");
            }
            if (!factors.contains(row.text("factor"))) {
                throw row.wrong("factor", "is not in factors.csv");
            }
            stops.computeIfAbsent(row.text("batch"), none -> new ArrayList<>())
                    .add(new Batch.Stop(row.text("factor"), Duration.ofMinutes(row.number("minutes", 1))));
        }
        return stops;
    }

    private static Batch batch(CsvTable.Row row, String id, Map<String, Duration> idealCycles, List<Batch.Stop> stops) {
        Duration idealCycle = idealCycles.get(row.text("product"));
        if (idealCycle == null) {
            throw row.wrong("product", "is not in products.csv");
        }
        Instant start = time(row, "start");
        Instant end = time(row, "end");
        if (!end.isAfter(start)) {
            throw row.wrong("end", "is not after the start");
        }
        Batch batch = new Batch(id, row.text("product"), start, end, idealCycle, stops);
        if (batch.stopped().compareTo(Duration.between(start, end)) > 0) {
            throw row.wrong("end", "leaves less time than the stops of the batch take");
        }
        return batch;
    }

    private static Instant time(CsvTable.Row row, String column) {
        try {
            return LocalDateTime.parse(row.text(column)).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notATime) {
            throw row.wrong(column, "must be a time like 2024-08-29T11:50:00", notATime);
        }
    }

    private static void refuseOverlaps(List<Batch> batches, Map<String, CsvTable.Row> rows) {
        for (int i = 1; i < batches.size(); i++) {
            Batch before = batches.get(i - 1);
            if (batches.get(i).start().isBefore(before.end())) {
                throw rows.get(batches.get(i).id()).wrong("start", "lies within batch " + before.id());
            }
        }
    }
}
