package io.oeesuite.engine.facts;

/**
 * From a death to the birth that followed it, [fromMs, toMs).
 *
 * @param order that of the death
 * @param toMs {@link TimeRange#FOREVER} while there was none
 */
public record Outage(long fromMs, long toMs, long order) {

    public boolean isOver() {
        return toMs != TimeRange.FOREVER;
    }
}
