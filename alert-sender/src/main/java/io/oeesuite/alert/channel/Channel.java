package io.oeesuite.alert.channel;

import io.oeesuite.contracts.Notification;

/** A way to tell somebody something. */
public interface Channel {
    /** By which routes call it. */
    String name();

    /**
     * Tries once to tell it; returns in bounded time. It may be told again with the same id, which must be passed on for the receiver to know it by. Called by
     * one thread at a time.
     */
    Attempt tell(Notification notification);

    /** Gives back what it holds. */
    default void close() {}
}
