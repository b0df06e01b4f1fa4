package io.oeesuite.localstack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Text in columns. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(List.of(heading));
    }

    /** As many cells as the heading has. */
    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Columns as wide as their widest cell, a line under the heading. */
    String text() {
        List<Integer> widths = IntStream.range(0, rows.getFirst().size())
                .map(this::width)
                .boxed()
                .toList();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(line(row, widths)).append('\n');
            if (row == rows.getFirst()) {
                List<String> rule = widths.stream().map("-"::repeat).toList();
                text.append(line(rule, widths)).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell).append(" ".repeat(widths.get(column) - cell.length() + 3));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
