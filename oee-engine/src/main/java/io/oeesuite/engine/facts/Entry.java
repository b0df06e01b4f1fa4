package io.oeesuite.engine.facts;

/**
 * What is kept of all observations of one signal at one instant. Merging is commutative, associative and idempotent, so that the order and the number
 * of arrivals leave no trace.
 *
 * @param baseline the value that won came from births only
 * @param live it came at least once as it happened
 * @param historical it came at least once as history
 * @param conflict different values came; the greatest won
 */
public record Entry(
        long timeMs,
        FactValue value,
        boolean baseline,
        boolean live,
        boolean historical,
        boolean skewed,
        boolean conflict) {

    public static Entry of(Observation observation) {
        return new Entry(
                observation.timeMs(),
                observation.value(),
                observation.baseline(),
                !observation.historical(),
                observation.historical(),
                observation.skewed(),
                false);
    }

    public Entry merge(Entry other) {
        int order = value.compareTo(other.value);
        return new Entry(
                timeMs,
                order >= 0 ? value : other.value,
                order == 0 ? baseline && other.baseline : order > 0 ? baseline : other.baseline,
                live || other.live,
                historical || other.historical,
                skewed || other.skewed,
                conflict || other.conflict || order != 0);
    }

    public long number() {
        return switch (value) {
            case FactValue.Whole whole -> whole.number();
            case FactValue.Decimal decimal -> (long) decimal.number();
            case FactValue.Text text -> throw new IllegalStateException("not a number: " + text);
        };
    }

    /** As the number of a state or mode. */
    public int code() {
        return new FactValue.Whole(number()).code();
    }

    public double decimal() {
        return switch (value) {
            case FactValue.Whole whole -> whole.number();
            case FactValue.Decimal decimal -> decimal.number();
            case FactValue.Text text -> throw new IllegalStateException("not a number: " + text);
        };
    }

    public String text() {
        return switch (value) {
            case FactValue.Whole whole -> Long.toString(whole.number());
            case FactValue.Decimal decimal -> Double.toString(decimal.number());
            case FactValue.Text text -> text.text();
        };
    }
}
