package io.oeesuite.benchmarks;

/**
 * One measured figure beside its peer or limit, measured in the same run.
 *
 * @param what what was measured, with its unit
 * @param ours our figure, formatted
 * @param peer the peer's or the limit's figure, formatted, with its name
 * @param goal what we want, in words
 * @param reached whether ours reaches the goal
 * @param remark what stands in the way; empty only where the goal is reached
 */
public record Figure(String what, String ours, String peer, String goal, boolean reached, String remark) {

    public Figure {
        if (!reached && remark.isBlank()) {
            throw new IllegalArgumentException(what + " misses its goal and does not say what stands in the way");
        }
    }
}
