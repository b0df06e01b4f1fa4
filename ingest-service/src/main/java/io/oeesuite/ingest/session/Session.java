package io.oeesuite.ingest.session;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The life of an edge node from an NBIRTH on.
 *
 * <pre>
 *   (none) --NBIRTH--> alive --NDEATH of the same bdSeq--> ended
 *                       ^ |                                  |
 *                       | +-----------NBIRTH-----------------+
 *                       |                                    |
 *                       +------------(a new session)---------+
 * </pre>
 *
 * @param birth the NBIRTH; its raw offset is the session's id
 * @param birthTimeMs the NBIRTH's time, by the edge's clock
 * @param end the NDEATH; empty while alive
 * @param devicesAwaited whether a device that was online has not been born again yet
 */
public record Session(
        Origin birth,
        OptionalInt bdSeq,
        long birthTimeMs,
        SequenceTrack track,
        Optional<Origin> end,
        boolean devicesAwaited) {

    public long id() {
        return birth.offset();
    }

    public boolean alive() {
        return end.isEmpty();
    }

    Session with(SequenceTrack newTrack) {
        return new Session(birth, bdSeq, birthTimeMs, newTrack, end, devicesAwaited);
    }

    Session withDevicesAwaited(boolean awaited) {
        return awaited == devicesAwaited ? this : new Session(birth, bdSeq, birthTimeMs, track, end, awaited);
    }

    Session ended(Origin ndeath) {
        return new Session(birth, bdSeq, birthTimeMs, track, Optional.of(ndeath), false);
    }

    /** Whether a death with this bdSeq is the death of this session. */
    boolean isEndedBy(OptionalInt deathBdSeq) {
        return bdSeq.equals(deathBdSeq);
    }
}
