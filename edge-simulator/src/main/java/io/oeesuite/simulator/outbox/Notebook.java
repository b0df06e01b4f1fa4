package io.oeesuite.simulator.outbox;

import java.util.Optional;

/** Small things that an edge node must remember over restarts, by name. Not thread-safe. */
public interface Notebook {

    Optional<String> read(String name);

    void write(String name, String text);

    /** Runs the work so that either all or nothing of what it writes and appends is kept. */
    void atomically(Runnable work);
}
