package io.oeesuite.simulator.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.oeesuite.sparkplug.DoubleValue;
import io.oeesuite.sparkplug.LongValue;
import io.oeesuite.sparkplug.StringValue;
import io.oeesuite.sparkplug.Value;

/**
 * What the data set means, worked out in another way than {@link History} does: every metric has one value per moment, written into a table where later rules
 * overwrite earlier ones.
 */
final class ExpectedFacts {

    private static final long MINUTE = 60_000;

    private final Map<String, Map<Long, Value>> table = new TreeMap<>();

    private ExpectedFacts() {}

    static List<String> ofTheRecord() {
        ExpectedFacts facts = new ExpectedFacts();
        Map<String, Integer> cycles =
                rows("products.csv").stream().collect(Collectors.toMap(row -> row[0], row -> Integer.parseInt(row[3])));
        List<String[]> batches = rows("batches.csv");
        List<String[]> stops = rows("stops.csv");
        facts.put("Admin/ProdProcessedCount", millis(batches.getFirst()[3]), new LongValue(0));
        facts.put("Admin/ProdDefectiveCount", millis(batches.getFirst()[3]), new LongValue(0));
        int made = 0;
        for (String[] batch : batches) {
            facts.put("Admin/ProdProcessedCount", millis(batch[4]), new LongValue(++made));
            boolean last = made == batches.size();
            facts.atRest(millis(batch[4]), last ? 0 : 4);
        }
        for (String[] batch : batches) {
            facts.batch(batch, cycles.get(batch[1]), stops);
        }
        List<String> texts = new ArrayList<>();
        facts.table.forEach((name, moments) -> moments.forEach((time, value) -> texts.add(text(name, time, value))));
        return texts;
    }

    static String text(String name, long time, Value value) {
        return name + " @ " + time + " = " + value;
    }

    private void atRest(long time, int state) {
        put("Status/StateCurrent", time, new LongValue(state));
        put("Status/CurMachSpeed", time, new DoubleValue(0));
        put("Admin/OrderId", time, new StringValue(""));
        put("Admin/StopReason", time, new StringValue(""));
    }

    private void batch(String[] batch, int idealMinutes, List<String[]> stops) {
        long time = millis(batch[3]);
        double speed = 1.0 / idealMinutes;
        put("Admin/OrderId", time, new StringValue(batch[0]));
        put("Admin/Product", time, new StringValue(batch[1]));
        put("Admin/MachDesignSpeed", time, new DoubleValue(speed));
        long at = time;
        for (String[] stop : stops) {
            if (stop[0].equals(batch[0])) {
                if (at == time) {
                    put("Status/StateCurrent", at, new LongValue(9));
                    put("Status/CurMachSpeed", at, new DoubleValue(0));
                }
                put("Admin/StopReason", at, new StringValue(stop[1]));
                at += Long.parseLong(stop[2]) * MINUTE;
            }
        }
        put("Status/StateCurrent", at, new LongValue(6));
        put("Status/CurMachSpeed", at, new DoubleValue(speed));
        put("Admin/StopReason", at, new StringValue(""));
    }

    private void put(String name, long time, Value value) {
        table.computeIfAbsent(name, none -> new TreeMap<>()).put(time, value);
    }

    private static long millis(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static List<String[]> rows(String file) {
        try {
            return Files.readAllLines(ReplayTest.EXAMPLE.resolve(file)).stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
