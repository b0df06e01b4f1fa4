package io.oeesuite.simulator.outbox;

/**
 * A reading in the outbox.
 *
 * @param id grows with every reading, also over restarts
 */
public record Entry(long id, Reading reading) {}
