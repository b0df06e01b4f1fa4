package io.oeesuite.analytics.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.vertx.mutiny.sqlclient.Tuple;

/** One column of a batch that goes to PostgreSQL as an array. */
final class Column<T> {
    private final List<T> values = new ArrayList<>();
    private final IntFunction<T[]> array;

    private Column(IntFunction<T[]> array) {
        this.array = array;
    }

    static Column<Long> longs() {
        return new Column<>(Long[]::new);
    }

    static Column<Integer> ints() {
        return new Column<>(Integer[]::new);
    }

    static Column<Short> shorts() {
        return new Column<>(Short[]::new);
    }

    static Column<Double> doubles() {
        return new Column<>(Double[]::new);
    }

    static Column<Boolean> booleans() {
        return new Column<>(Boolean[]::new);
    }

    static Column<String> texts() {
        return new Column<>(String[]::new);
    }

    /** @param value null stands for SQL's null */
    void add(T value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    /** The columns as the parameters $1, $2, … of a statement. */
    static Tuple parameters(Column<?>... columns) {
        Tuple tuple = Tuple.tuple();
        for (Column<?> column : columns) {
            tuple.addValue(column.toArray());
        }
        return tuple;
    }

    T[] toArray() {
        return values.toArray(array);
    }
}
