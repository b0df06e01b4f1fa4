package io.oeesuite.benchmarks;

import java.util.List;
import java.util.function.Function;

/** Figures as a table for people. */
public record FigureTable(List<Figure> figures) {
    private static final List<Column> COLUMNS = List.of(
            new Column("what", Figure::what),
            new Column("ours", Figure::ours),
            new Column("peer", Figure::peer),
            new Column("goal", Figure::goal),
            new Column("reached", figure -> figure.reached() ? "yes" : "NO"),
            new Column("remark", Figure::remark));

    private record Column(String title, Function<Figure, String> text) {
        int width(List<Figure> figures) {
            return Math.max(
                    title.length(),
                    figures.stream().map(text).mapToInt(String::length).max().orElse(0));
        }
    }

    public FigureTable {
        figures = List.copyOf(figures);
    }

    @Override
    public String toString() {
        var table = new StringBuilder(row(Column::title));
        table.append(row(column -> "-".repeat(column.width(figures))));
        figures.forEach(figure -> table.append(row(column -> column.text().apply(figure))));
        return table.toString();
    }

    private String row(Function<Column, String> cell) {
        var row = new StringBuilder();
        for (var column : COLUMNS) {
            row.append(row.isEmpty() ? "" : "  ")
                    .append(("%-" + column.width(figures) + "s").formatted(cell.apply(column)));
        }
        return row.toString().stripTrailing() + "\n";
    }
}
