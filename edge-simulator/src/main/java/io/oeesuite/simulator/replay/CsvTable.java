package io.oeesuite.simulator.replay;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file with a header line and no quotes, as the data sets are. Errors name the file, the line and the column. */
final class CsvTable {

    private CsvTable() {}

    /** Reads the file, whose first columns must be these, in this order. */
    static List<Row> read(Path file, String... columns) {
        List<String> lines = lines(file);
        List<String> header = cells(lines.isEmpty() ? "" : lines.getFirst());
        for (int i = 0; i < columns.length; i++) {
            if (i >= header.size() || !header.get(i).equals(columns[i])) {
                throw new InvalidDataSet("%s line 1: column %d must be `%s`, and the header is `%s`"
                        .formatted(file, i + 1, columns[i], String.join(",", header)));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row(file, i + 1, cells(lines.get(i)), columns));
            }
        }
        return rows;
    }

    private static Row row(Path file, int line, List<String> cells, String... columns) {
        if (cells.size() < columns.length) {
            throw new InvalidDataSet(
                    "%s line %d: column `%s` is missing".formatted(file, line, columns[Math.max(0, cells.size())]));
        }
        return new Row(file, line, List.of(columns), cells);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException notText) {
            throw new InvalidDataSet(file + " is not UTF-8 text", notText);
        } catch (IOException missing) {
            throw new InvalidDataSet(
                    file + " cannot be read. The folder needs batches.csv, stops.csv, products.csv and factors.csv",
                    missing);
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split(",", -1));
    }

    /** One line of the file. */
    record Row(Path file, int line, List<String> columns, List<String> cells) {

        String text(String column) {
            String text = cells.get(columns.indexOf(column)).strip();
            if (text.isEmpty()) {
                throw wrong(column, "is empty");
            }
            return text;
        }

        int number(String column, int least) {
            try {
                int number = Integer.parseInt(text(column));
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                throw wrong(column, "must be a whole number of at least " + least, notANumber);
            }
            throw wrong(column, "must be a whole number of at least " + least);
        }

        InvalidDataSet wrong(String column, String why) {
            return wrong(column, why, null);
        }

        InvalidDataSet wrong(String column, String why, Throwable cause) {
            String value = cells.get(columns.indexOf(column));
            return new InvalidDataSet(
                    "%s line %d column `%s`: `%s` %s".formatted(file, line, column, value, why), cause);
        }
    }
}
