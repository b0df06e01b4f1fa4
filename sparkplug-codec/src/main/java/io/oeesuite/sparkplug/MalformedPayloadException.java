package io.oeesuite.sparkplug;

/** The bytes are no Sparkplug B payload, or a larger one than allowed. Expected from outside, hence checked and without a stack trace. */
public final class MalformedPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What rule the bytes break. */
    public enum Reason {
        /** Larger than {@link DecoderLimits#maxPayloadBytes}. */
        PAYLOAD_TOO_LARGE,
        /** A field ends beyond the end of its message. */
        TRUNCATED,
        /** A number of more than ten bytes or 64 bits. */
        INVALID_VARINT,
        /** A field number 0 or above 2^29-1, a wire type that does not exist, or an unbalanced group. */
        INVALID_TAG,
        /** A field of the specification in a wire type that is not the field's. */
        WRONG_WIRE_TYPE,
        INVALID_UTF8,
        /** Longer than {@link DecoderLimits#maxStringBytes}. */
        STRING_TOO_LONG,
        /** More than {@link DecoderLimits#maxMetrics}, those inside of templates included. */
        TOO_MANY_METRICS,
        /** More than {@link DecoderLimits#maxElements} cells, rows, columns, array elements, properties and parameters. */
        TOO_MANY_ELEMENTS,
        /** Deeper than {@link DecoderLimits#maxNesting}. */
        NESTED_TOO_DEEPLY,
        /** A seq that is not 0..255. */
        SEQUENCE_OUT_OF_RANGE,
        /** A timestamp of 2^63 or more. */
        TIMESTAMP_OUT_OF_RANGE,
        NEITHER_NAME_NOR_ALIAS,
        /** A data type that the specification does not define, or not at this place. */
        UNKNOWN_DATA_TYPE,
        /** A value in the wrong field for its type, out of the type's range, or an array whose bytes are not one. */
        VALUE_DOES_NOT_FIT_TYPE,
        /** Columns, types and cells of a data set differ in number. */
        DATA_SET_SHAPE,
        /** Keys and values of a property set differ in number. */
        PROPERTY_SET_SHAPE
    }

    private final Reason reason;
    private final int offset;

    MalformedPayloadException(Reason reason, int offset) {
        super("malformed Sparkplug payload at byte " + offset + ": " + reason, null, false, false);
        this.reason = reason;
        this.offset = offset;
    }

    public Reason reason() {
        return reason;
    }

    /** The byte at which it was noticed, counted from 0 at the start of the payload. */
    public int offset() {
        return offset;
    }
}
