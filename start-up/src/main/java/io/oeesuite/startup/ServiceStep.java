package io.oeesuite.startup;

/** A part of a service that works in the background. Started once everything is there that it needs, the highest {@code @Priority} first. */
public interface ServiceStep extends CheckedSettings {

    /** What people call it, within a sentence, as "the engine". */
    String title();

    /** Whether it runs in this process at all. */
    default boolean isWanted() {
        return true;
    }

    /** Starts the work; called on the start-up thread. What it throws ends the service. */
    void start();

    /** Ends the work in an orderly way; called once, in reverse order, also when {@link #start} never was. */
    void stop();
}
