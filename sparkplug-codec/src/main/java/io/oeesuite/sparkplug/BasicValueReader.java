package io.oeesuite.sparkplug;

/** Reads the basic values, which every message with values has in the same order from some field on. */
final class BasicValueReader {
    private BasicValueReader() {}

    /** True when the tag is that of a basic value in a message whose basic values begin at {@code firstField}. */
    static boolean reads(int tag, int firstField) {
        int ordinal = WireType.field(tag) - firstField;
        return ordinal >= Fields.INT && ordinal <= Fields.STRING;
    }

    static WireValue read(int tag, int firstField, Decoding decoding) throws MalformedPayloadException {
        WireReader in = decoding.in();
        return switch (WireType.field(tag) - firstField) {
            case Fields.INT -> new IntBits((int) in.varint(tag));
            case Fields.LONG -> new LongBits(in.varint(tag));
            case Fields.FLOAT -> new FloatValue(in.float32(tag));
            case Fields.DOUBLE -> new DoubleValue(in.float64(tag));
            case Fields.BOOLEAN -> BooleanValue.of(in.bool(tag));
            case Fields.STRING -> new StringValue(decoding.string(tag));
            default -> throw new IllegalArgumentException("tag " + tag + " is no basic value");
        };
    }
}
