package io.oeesuite.sparkplug;

import java.util.Optional;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/** One payload being decoded: the reader, and how much of the limits is used up. */
final class Decoding {
    private final WireReader in = new WireReader();
    private final DecoderLimits limits;
    private int metrics;
    private long elements;
    private int nesting;

    Decoding(byte[] bytes, DecoderLimits limits) throws MalformedPayloadException {
        this.limits = limits;
        in.on(bytes, 0, bytes.length);
        if (bytes.length > limits.maxPayloadBytes()) {
            throw in.malformed(Reason.PAYLOAD_TOO_LARGE);
        }
    }

    WireReader in() {
        return in;
    }

    String string(int tag) throws MalformedPayloadException {
        return in.string(tag, limits.maxStringBytes());
    }

    void countMetric() throws MalformedPayloadException {
        if (++metrics > limits.maxMetrics()) {
            throw in.malformed(Reason.TOO_MANY_METRICS);
        }
    }

    void countElements(long more) throws MalformedPayloadException {
        elements += more;
        if (elements > limits.maxElements()) {
            throw in.malformed(Reason.TOO_MANY_ELEMENTS);
        }
    }

    /** Goes one level deeper into a message that may contain itself; ends with {@link #ascend}. */
    int descend(int tag) throws MalformedPayloadException {
        if (++nesting > limits.maxNesting()) {
            throw in.malformed(Reason.NESTED_TOO_DEEPLY);
        }
        return in.enter(tag);
    }

    void ascend(int outer) {
        nesting--;
        in.leave(outer);
    }

    /** A data type; 0, which means unknown, counts as not given. */
    Optional<DataType> dataType(int tag) throws MalformedPayloadException {
        return dataType(in.varint(tag));
    }

    Optional<DataType> dataType(long code) throws MalformedPayloadException {
        if (code == 0) {
            return Optional.empty();
        }
        Optional<DataType> type = code == (int) code ? DataType.of((int) code) : Optional.empty();
        if (type.isEmpty()) {
            throw in.malformed(Reason.UNKNOWN_DATA_TYPE);
        }
        return type;
    }

    /** The value in the form of the type, when there are both; {@code at} is where the value stands. */
    Optional<Value> typed(Optional<DataType> type, Optional<? extends Value> value, int at)
            throws MalformedPayloadException {
        if (type.isEmpty() || value.isEmpty()) {
            return value.map(wire -> wire);
        }
        if (type.get().isArray() && value.get() instanceof BytesValue(Bytes packed)) {
            countElements(PackedArray.elementCount(packed, type.get()));
        }
        Optional<Value> typed = value.get().as(type.get());
        if (typed.isEmpty()) {
            throw in.malformed(Reason.VALUE_DOES_NOT_FIT_TYPE, at);
        }
        return typed;
    }
}
