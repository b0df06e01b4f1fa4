package io.oeesuite.simulator.plant;

/**
 * Something that a line makes.
 *
 * @param speed share of each machine's design speed at which it can be made, above 0
 */
public record Product(String id, double speed) {

    public Product {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("A product needs an id");
        }
        if (!(speed > 0)) {
            throw new IllegalArgumentException("Product " + id + ": speed must be above 0");
        }
    }
}
