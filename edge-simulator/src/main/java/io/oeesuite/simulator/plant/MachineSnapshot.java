package io.oeesuite.simulator.plant;

/**
 * What a machine shows at one moment.
 *
 * @param speed items per minute, 0 unless executing
 * @param designSpeed items per minute that the machine can make of the present product
 * @param setSpeed items per minute that the operator has asked for
 * @param reason why it stands still; empty while it runs
 * @param product empty before the first order
 * @param order empty without an order
 */
public record MachineSnapshot(
        PackMlState state,
        UnitMode mode,
        double speed,
        double designSpeed,
        double setSpeed,
        long total,
        long rejects,
        String reason,
        String product,
        String order) {

    /** Whether something differs that must be reported at once, and not with the next reading of the counters. */
    public boolean differsInState(MachineSnapshot other) {
        return state != other.state
                || mode != other.mode
                || designSpeed != other.designSpeed
                || setSpeed != other.setSpeed
                || !reason.equals(other.reason)
                || !product.equals(other.product)
                || !order.equals(other.order);
    }
}
