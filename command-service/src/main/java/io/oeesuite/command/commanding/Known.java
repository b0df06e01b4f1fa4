package io.oeesuite.command.commanding;

import java.util.List;

import io.oeesuite.command.plant.Source;

/** What this replica knows when it is asked for something. */
interface Known {
    /** Whether plant and log up to the start have been read: before, what is there may be unknown, and what was accepted under the same key too. */
    boolean isComplete();

    CommandBook book();

    CommandCheck check();

    /** All edge nodes and devices that were ever born. */
    List<Source> sources();

    /** Sparkplug id of the host. */
    String hostId();
}
