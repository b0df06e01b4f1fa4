package io.oeesuite.command.commanding;

/** Whether the host is there for edge nodes, and whether they have had the time to see it. */
enum HostPresence {
    /** Offline: edge nodes with a primary host have left too. */
    AWAY,
    /** Online, but not long enough for edge nodes that wait for it to have come back. */
    BACK,
    /** Online so long that who is offline now is so for reasons of its own. */
    SETTLED;

    boolean canSend() {
        return this != AWAY;
    }
}
