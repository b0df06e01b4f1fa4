package io.oeesuite.analytics;

/** A part of the service that works in the background; started once PostgreSQL is migrated and Kafka has its topics, in order of {@code @Priority}. */
public interface PipelineStep {

    /** @throws InvalidSettings before anything is started, when a setting of this step makes a start pointless */
    default void checkSettings() {}

    /** Either starts or throws and leaves nothing behind; then it is called again. */
    void start();

    /** Ends the work in an orderly way; called once, also when {@link #start} never was. */
    void stop();
}
