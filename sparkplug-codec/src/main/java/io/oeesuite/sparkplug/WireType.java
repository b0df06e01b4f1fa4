package io.oeesuite.sparkplug;

/** How the bytes after a field's tag are cut, the low three bits of the tag. */
final class WireType {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int START_GROUP = 3;
    static final int END_GROUP = 4;
    static final int FIXED32 = 5;

    static final int BITS = 3;
    private static final int MASK = (1 << BITS) - 1;

    private WireType() {}

    static int of(int tag) {
        return tag & MASK;
    }

    static int field(int tag) {
        return tag >>> BITS;
    }

    static int tag(int field, int wireType) {
        return field << BITS | wireType;
    }
}
