package io.oeesuite.engine.facts;

/**
 * A session of the machine began (birth) or ended (death).
 *
 * @param order place in the order in which the host saw births and deaths of this machine. It decides which birth ends which death: an edge's clock
 *     times its births and the host's clock its deaths, so their times alone can contradict that order
 */
public record SessionFact(long order, long timeMs, boolean online) implements Fact {}
