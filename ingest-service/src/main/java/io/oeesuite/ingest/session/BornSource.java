package io.oeesuite.ingest.session;

/**
 * An edge node or device that was born.
 *
 * <pre>
 *               DBIRTH                     NDEATH, DDEATH
 *   (unknown) ----------> online --------------------------------> offline
 *                          |  ^ DBIRTH                                ^  | DBIRTH
 *                    NBIRTH|  |                                       |  +-------> online
 *                          v  |      not born again within the grace  |
 *                        awaited -------------------------------------+
 * </pre>
 *
 * @param session the session it was born in: the raw offset of the NBIRTH. A device that is online by an older session is awaited: its data must not be read
 *     until it is born again
 * @param sinceMs since when online or offline, milliseconds since 1970 UTC
 */
public record BornSource(DeclaredMetrics metrics, long session, boolean online, long sinceMs) {

    BornSource offline(long since) {
        return new BornSource(metrics, session, false, since);
    }
}
