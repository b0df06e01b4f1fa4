package io.oeesuite.sparkplug;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/** Reads numbers of which the specification allows only some. */
final class CheckedNumber {
    private CheckedNumber() {}

    /** Milliseconds since 1970 UTC, not negative. */
    static long timestamp(int tag, WireReader in) throws MalformedPayloadException {
        long time = in.varint(tag);
        if (time < 0) {
            throw in.malformed(Reason.TIMESTAMP_OUT_OF_RANGE);
        }
        return time;
    }

    /** 0..255. */
    static int sequenceNumber(int tag, WireReader in) throws MalformedPayloadException {
        long seq = in.varint(tag);
        if (!SequenceNumber.isValid(seq)) {
            throw in.malformed(Reason.SEQUENCE_OUT_OF_RANGE);
        }
        return (int) seq;
    }

    /** The code of a data type that a metric may have, or 0, which means that the type is not given. */
    static int metricTypeCode(int tag, WireReader in) throws MalformedPayloadException {
        long code = in.varint(tag);
        boolean ofMetric = code >= 0 && code <= DataType.MAX_CODE && !DataType.isPropertySetCode((int) code);
        if (!ofMetric) {
            throw in.malformed(Reason.UNKNOWN_DATA_TYPE);
        }
        return (int) code;
    }
}
