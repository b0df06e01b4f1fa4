package io.oeesuite.sparkplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/** Reads data sets. Rows may come before the types, so that cells take their form at the end. */
final class DataSetReader {
    private final Decoding decoding;
    private final WireReader in;
    private final List<String> names = new ArrayList<>();
    private final List<DataType> types = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private OptionalLong columnCount = OptionalLong.empty();

    private DataSetReader(Decoding decoding) {
        this.decoding = decoding;
        this.in = decoding.in();
    }

    private record Cell(Optional<WireValue> value, int at) {}

    static DataSetValue read(int outerTag, Decoding decoding) throws MalformedPayloadException {
        int outer = decoding.in().enter(outerTag);
        DataSetReader reader = new DataSetReader(decoding);
        reader.readFields();
        DataSetValue table = reader.toValue();
        decoding.in().leave(outer);
        return table;
    }

    private void readFields() throws MalformedPayloadException {
        while (in.hasMore()) {
            int tag = in.tag();
            switch (WireType.field(tag)) {
                case Fields.DATA_SET_COLUMN_COUNT -> columnCount = OptionalLong.of(in.varint(tag));
                case Fields.DATA_SET_COLUMNS -> {
                    decoding.countElements(1);
                    names.add(decoding.string(tag));
                }
                case Fields.DATA_SET_TYPES -> readTypes(tag);
                case Fields.DATA_SET_ROWS -> rows.add(row(tag));
                default -> in.skip(tag);
            }
        }
    }

    private void readTypes(int tag) throws MalformedPayloadException {
        if (WireType.of(tag) != WireType.LENGTH_DELIMITED) {
            addType(in.varint(tag));
            return;
        }
        int outer = in.enter(tag);
        while (in.hasMore()) {
            addType(in.varint());
        }
        in.leave(outer);
    }

    private void addType(long code) throws MalformedPayloadException {
        decoding.countElements(1);
        types.add(decoding.dataType(code)
                .filter(DataType::isBasic)
                .orElseThrow(() -> in.malformed(Reason.UNKNOWN_DATA_TYPE)));
    }

    private List<Cell> row(int outerTag) throws MalformedPayloadException {
        decoding.countElements(1);
        int outer = in.enter(outerTag);
        List<Cell> cells = new ArrayList<>();
        while (in.hasMore()) {
            int tag = in.tag();
            if (WireType.field(tag) == Fields.ROW_CELLS) {
                decoding.countElements(1);
                cells.add(cell(tag));
                continue;
            }
            in.skip(tag);
        }
        in.leave(outer);
        return cells;
    }

    private Cell cell(int outerTag) throws MalformedPayloadException {
        int outer = in.enter(outerTag);
        int at = in.position();
        Optional<WireValue> value = Optional.empty();
        while (in.hasMore()) {
            int tag = in.tag();
            if (BasicValueReader.reads(tag, Fields.CELL_FIRST_VALUE)) {
                value = Optional.of(BasicValueReader.read(tag, Fields.CELL_FIRST_VALUE, decoding));
                continue;
            }
            in.skip(tag);
        }
        in.leave(outer);
        return new Cell(value, at);
    }

    private DataSetValue toValue() throws MalformedPayloadException {
        boolean countAgrees = columnCount.isEmpty() || columnCount.getAsLong() == names.size();
        if (!countAgrees || names.size() != types.size()) {
            throw in.malformed(Reason.DATA_SET_SHAPE);
        }
        List<DataSetValue.Column> columns = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            columns.add(new DataSetValue.Column(names.get(i), types.get(i)));
        }
        List<DataSetValue.Row> typedRows = new ArrayList<>(rows.size());
        for (List<Cell> cells : rows) {
            typedRows.add(typedRow(cells));
        }
        return new DataSetValue(columns, typedRows);
    }

    private DataSetValue.Row typedRow(List<Cell> cells) throws MalformedPayloadException {
        if (cells.size() != types.size()) {
            throw in.malformed(Reason.DATA_SET_SHAPE);
        }
        List<Optional<Value>> typed = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            typed.add(decoding.typed(Optional.of(types.get(i)), cell.value(), cell.at()));
        }
        return new DataSetValue.Row(typed);
    }
}
