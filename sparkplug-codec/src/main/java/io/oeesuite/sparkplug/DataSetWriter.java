package io.oeesuite.sparkplug;

/** Writes data sets. */
final class DataSetWriter {
    private DataSetWriter() {}

    static void write(DataSetValue table, WireWriter out) {
        out.varintField(Fields.DATA_SET_COLUMN_COUNT, table.columns().size());
        for (DataSetValue.Column column : table.columns()) {
            out.stringField(Fields.DATA_SET_COLUMNS, column.name());
        }
        for (DataSetValue.Column column : table.columns()) {
            out.varintField(Fields.DATA_SET_TYPES, column.type().code());
        }
        for (DataSetValue.Row row : table.rows()) {
            out.messageField(Fields.DATA_SET_ROWS, () -> writeRow(table, row, out));
        }
    }

    private static void writeRow(DataSetValue table, DataSetValue.Row row, WireWriter out) {
        for (int i = 0; i < table.columns().size(); i++) {
            DataType type = table.columns().get(i).type();
            var cell = row.cells().get(i);
            out.messageField(
                    Fields.ROW_CELLS,
                    () -> cell.ifPresent(
                            value -> BasicValueWriter.write(Typing.toWire(value, type), Fields.CELL_FIRST_VALUE, out)));
        }
    }
}
