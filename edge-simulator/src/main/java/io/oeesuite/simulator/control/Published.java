package io.oeesuite.simulator.control;

/**
 * What became of a publication.
 *
 * @param delivered true: the broker has it; false: it is kept and follows as soon as it can
 */
public record Published(boolean delivered) {}
