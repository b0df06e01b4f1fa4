package io.oeesuite.ingest.session;

import java.util.Optional;

/**
 * Something that is due when the log is past a time.
 *
 * @param atMs append time, milliseconds since 1970 UTC
 */
public record Deadline(What what, long atMs) {
    /** In order of precedence at the same time. */
    public enum What {
        REORDER_TIMEOUT,
        REBIRTH_INTERVAL,
        DEVICE_REBIRTH_GRACE
    }

    /** The earliest of an edge node. */
    static Optional<Deadline> next(NodeState state, SessionRules rules) {
        Optional<Deadline> next = Optional.empty();
        if (!state.held().isEmpty()) {
            long since = state.held().oldest().appendTimeMs();
            next = earlier(
                    next, What.REORDER_TIMEOUT, since + rules.reorderTimeout().toMillis());
        }
        if (state.rebirths().waiting().isPresent()) {
            long since = state.rebirths().lastMs().orElseThrow();
            next = earlier(
                    next, What.REBIRTH_INTERVAL, since + rules.rebirthInterval().toMillis());
        }
        if (state.session().filter(Session::devicesAwaited).isPresent()) {
            long since = state.session().get().birth().appendTimeMs();
            next = earlier(
                    next,
                    What.DEVICE_REBIRTH_GRACE,
                    since + rules.deviceRebirthGrace().toMillis());
        }
        return next;
    }

    private static Optional<Deadline> earlier(Optional<Deadline> first, What what, long atMs) {
        if (first.isPresent() && first.get().atMs() <= atMs) {
            return first;
        }
        return Optional.of(new Deadline(what, atMs));
    }
}
