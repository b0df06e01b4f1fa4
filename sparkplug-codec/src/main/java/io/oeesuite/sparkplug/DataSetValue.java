package io.oeesuite.sparkplug;

import java.util.List;
import java.util.Optional;

/** A DataSet: a table with typed columns; every row has one cell per column. */
public record DataSetValue(List<Column> columns, List<Row> rows) implements WireValue {
    public DataSetValue {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            requireFits(columns, row);
        }
    }

    /** The type is a basic one, Int8 to Text. */
    public record Column(String name, DataType type) {
        public Column {
            if (!type.isBasic()) {
                throw new IllegalArgumentException("column " + name + " cannot be of type " + type);
            }
        }
    }

    /** The cells in the order of the columns; an empty one is null. */
    public record Row(List<Optional<Value>> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /** A row without nulls. */
        public static Row of(Value... cells) {
            return new Row(List.of(cells).stream().map(Optional::of).toList());
        }
    }

    private static void requireFits(List<Column> columns, Row row) {
        if (row.cells().size() != columns.size()) {
            throw new IllegalArgumentException(row.cells().size() + " cells for " + columns.size() + " columns");
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            row.cells().get(i).filter(cell -> !column.type().holds(cell)).ifPresent(cell -> {
                throw new IllegalArgumentException(cell + " in column " + column.name() + " is no " + column.type());
            });
        }
    }
}
