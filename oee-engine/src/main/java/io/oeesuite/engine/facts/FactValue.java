package io.oeesuite.engine.facts;

import java.util.Objects;

/** The value of an observation. Two values of one signal are ordered: as numbers, or as text. */
public sealed interface FactValue extends Comparable<FactValue> {

    enum Kind {
        WHOLE,
        DECIMAL,
        TEXT
    }

    Kind kind();

    static FactValue of(long number) {
        return new Whole(number);
    }

    static FactValue of(double number) {
        return new Decimal(number);
    }

    static FactValue of(String text) {
        return new Text(text);
    }

    /** @param number ≥ 0 */
    record Whole(long number) implements FactValue {
        public Whole {
            if (number < 0) {
                throw new IllegalArgumentException("must not be negative: " + number);
            }
        }

        /** As the number of a state or mode; one that is too great for any is the greatest, which no map knows. */
        public int code() {
            return (int) Math.min(number, Integer.MAX_VALUE);
        }

        @Override
        public Kind kind() {
            return Kind.WHOLE;
        }
    }

    /** @param number finite, ≥ 0 */
    record Decimal(double number) implements FactValue {
        public Decimal {
            if (!(number >= 0) || Double.isInfinite(number)) {
                throw new IllegalArgumentException("must be finite and not negative: " + number);
            }
            // one zero only, so that equal means equal
            number = number == 0 ? 0.0 : number;
        }

        @Override
        public Kind kind() {
            return Kind.DECIMAL;
        }
    }

    record Text(String text) implements FactValue {
        public Text {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }

    @Override
    default int compareTo(FactValue other) {
        if (this instanceof Whole mine && other instanceof Whole theirs) {
            return Long.compare(mine.number(), theirs.number());
        }
        if (this instanceof Decimal mine && other instanceof Decimal theirs) {
            return Double.compare(mine.number(), theirs.number());
        }
        if (this instanceof Text mine && other instanceof Text theirs) {
            return mine.text().compareTo(theirs.text());
        }
        return kind().compareTo(other.kind());
    }
}
