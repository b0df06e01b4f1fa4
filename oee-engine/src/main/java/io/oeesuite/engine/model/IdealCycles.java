package io.oeesuite.engine.model;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long one item takes at best.
 *
 * @param cycleMsByProduct milliseconds per item, > 0 and at most {@link #LONGEST_MS}, by product id; the product "" stands for every other one
 */
public record IdealCycles(Map<String, Double> cycleMsByProduct) {
    public static final IdealCycles BY_DESIGN_SPEED = new IdealCycles(Map.of());

    /** A year: nothing that is counted takes longer. */
    public static final double LONGEST_MS = 365 * 24 * 3_600_000.0;

    private static final double MINUTE_MS = 60_000;

    public IdealCycles {
        cycleMsByProduct = Map.copyOf(cycleMsByProduct);
        cycleMsByProduct.forEach((product, cycle) -> {
            if (!(cycle > 0) || cycle > LONGEST_MS) {
                throw new IllegalArgumentException("the ideal cycle of product '" + product
                        + "' must be greater than 0 ms and no longer than a year, not " + cycle);
            }
        });
    }

    /**
     * The product's own cycle, else the one for every other product, else what the design speed says.
     *
     * @param designSpeed items per minute; 0 when not known
     * @return milliseconds per item; empty when nothing says it
     */
    public OptionalDouble cycleMs(String product, double designSpeed) {
        Double own = cycleMsByProduct.getOrDefault(product, cycleMsByProduct.get(""));
        if (own != null) {
            return OptionalDouble.of(own);
        }
        double byDesign = MINUTE_MS / designSpeed;
        return designSpeed > 0 && byDesign > 0 && byDesign <= LONGEST_MS
                ? OptionalDouble.of(byDesign)
                : OptionalDouble.empty();
    }
}
