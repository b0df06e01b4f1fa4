package io.oeesuite.auth.csv;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table as RFC 4180 writes it. */
public final class CsvTable {
    private static final String LINE_END = "\r\n";
    /** With these a spreadsheet would take what a stranger has sent for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvTable() {}

    /** @param header the names of the columns, with commas */
    public static String of(String header, Stream<? extends List<?>> lines) {
        return header + LINE_END + lines.map(line -> line(line) + LINE_END).collect(Collectors.joining());
    }

    private static String line(List<?> cells) {
        return cells.stream().map(value -> cell(value.toString())).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
