package io.oeesuite.command;

/** A part of the service that works in the background; started once Kafka has its topics, the highest {@code @Priority} first. */
public interface CommandStep {

    /** @throws InvalidSettings before anything is started, when a setting of this step makes a start pointless */
    default void checkSettings() {}

    /** Starts the work and returns; called on the start-up thread. */
    void start();

    /** Ends the work in an orderly way; called once, in reverse order, also when {@link #start} never was. */
    void stop();
}
