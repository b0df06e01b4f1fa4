package io.oeesuite.command.host;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether operators want the host online; on all replicas alike, as the log of commands says. Online until somebody says otherwise, but not before it is known what was
 * said last.
 */
@ApplicationScoped
public class HostOrders {
    private boolean known;
    private boolean online = true;
    private long orderedMs;

    public synchronized boolean wantOnline() {
        return known && online;
    }

    /** Whether the log has been read. */
    public synchronized boolean areKnown() {
        return known;
    }

    /** All that was said up to now has been read. */
    public synchronized void known() {
        known = true;
    }

    /** @param orderedMs when, milliseconds since 1970 UTC: an older order that is told again changes nothing */
    public synchronized void want(boolean wanted, long orderedMs) {
        if (orderedMs >= this.orderedMs) {
            online = wanted;
            this.orderedMs = orderedMs;
        }
    }
}
