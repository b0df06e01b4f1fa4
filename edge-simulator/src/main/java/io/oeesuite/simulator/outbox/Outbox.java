package io.oeesuite.simulator.outbox;

import java.util.Collection;
import java.util.List;

/**
 * The readings of an edge node that no broker has confirmed yet, oldest first. Bounded: beyond its limit the oldest are given up and counted, as
 * the newest say most about the present. Not thread-safe.
 */
public interface Outbox extends AutoCloseable {

    /** Keeps the readings, all or none of them. */
    void append(List<Reading> readings);

    /** At most `limit` entries that come after the entry of that id. */
    List<Entry> after(long id, int limit);

    /** Forgets entries that have arrived. */
    void remove(Collection<Long> ids);

    /** The id of the newest reading that there has ever been, 0 before the first. */
    long lastId();

    long size();

    /** Readings given up because the outbox was full, since it was opened. */
    long givenUp();

    @Override
    void close();
}
