package io.oeesuite.engine.facts;

/** What is known of a machine at one instant. Facts are never overwritten; the same fact twice is the same as once. */
public sealed interface Fact permits Observation, SessionFact {

    /** When it was so, milliseconds since 1970 UTC. */
    long timeMs();
}
