package io.oeesuite.ingest.session;

import java.math.BigInteger;

import io.oeesuite.sparkplug.SequenceNumber;

/**
 * Where an edge node's sequence 0..255 stands.
 *
 * @param expected the number of the next message, 0..255
 * @param missing the numbers that were given up, as bits; they may still arrive
 */
public record SequenceTrack(int expected, BigInteger missing) {
    /** A number that is further back than this is taken for one of the future. */
    private static final int FURTHEST_BACK = 128;

    /** The track behind a birth: any number of the NBIRTH is a beginning. */
    public static SequenceTrack after(int birthSeq) {
        return new SequenceTrack(SequenceNumber.next(birthSeq), BigInteger.ZERO);
    }

    public boolean isNext(int seq) {
        return seq == expected;
    }

    /** True when the message was given up and has arrived after all. */
    public boolean isLate(int seq) {
        return missing.testBit(seq) && SequenceNumber.distance(seq, expected) <= FURTHEST_BACK;
    }

    /** The number has been used. */
    public SequenceTrack next() {
        return new SequenceTrack(SequenceNumber.next(expected), found(expected));
    }

    /** The numbers before {@code seq} are given up. */
    public SequenceTrack skipTo(int seq) {
        BigInteger given = missing;
        for (int skipped = expected; skipped != seq; skipped = SequenceNumber.next(skipped)) {
            given = given.setBit(skipped);
        }
        return new SequenceTrack(seq, given);
    }

    /** A number that had been given up has arrived. */
    public SequenceTrack arrivedLate(int seq) {
        return new SequenceTrack(expected, found(seq));
    }

    private BigInteger found(int seq) {
        return missing.signum() == 0 ? missing : missing.clearBit(seq);
    }
}
