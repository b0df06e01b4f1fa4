package io.oeesuite.ingest;

/** A part of the service that works in the background. Started once Kafka has its topics, the highest {@code @Priority} first. */
public interface IngestStep {
    /** By which {@code OEE_INGEST_STEPS} calls it. */
    String name();

    /** @throws InvalidSettings before anything is started, when a setting of this step makes a start pointless */
    default void checkSettings() {}

    /** Starts the work; may wait. Called on the start-up thread. */
    void start();

    /** Ends the work in an orderly way; called once, in reverse order, also when {@link #start} never was. */
    void stop();
}
