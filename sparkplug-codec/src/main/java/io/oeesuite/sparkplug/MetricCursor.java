package io.oeesuite.sparkplug;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.oeesuite.sparkplug.MalformedPayloadException.Reason;

/** The metric on which a {@link PayloadCursor} stands. Offsets are those of the array that the cursor was given. */
public final class MetricCursor {

    /** The field that carries the value. */
    public enum ValueField {
        /** There is no value: the metric is null. */
        NONE,
        /** {@link #bits} are 32 bits, zero-extended. */
        INT,
        /** {@link #bits} are 64 bits. */
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        /** Well-formed UTF-8 from {@link #valueOffset} on. */
        STRING,
        BYTES,
        DATA_SET,
        TEMPLATE
    }

    private static final int ALIAS = WireType.tag(Fields.METRIC_ALIAS, WireType.VARINT);
    private static final int TIMESTAMP = WireType.tag(Fields.METRIC_TIMESTAMP, WireType.VARINT);
    private static final int DATA_TYPE = WireType.tag(Fields.METRIC_DATA_TYPE, WireType.VARINT);

    private byte[] bytes = new byte[0];
    private int nameOffset;
    private int nameLength;
    private boolean hasName;
    private boolean hasAlias;
    private long alias;
    private boolean hasTimestamp;
    private long timestamp;
    private int dataTypeCode;
    private boolean historical;
    private boolean transientMetric;
    private boolean isNull;
    private ValueField valueField = ValueField.NONE;
    private long bits;
    private int valueOffset;
    private int valueLength;

    MetricCursor() {}

    /** Reads up to the end of the current message. */
    void read(WireReader in, int maxStringBytes) throws MalformedPayloadException {
        int start = in.position();
        clear(in.bytes());
        in.position(readUsualStart(start, in.limit()));
        while (in.hasMore()) {
            int tag = in.tag();
            if (WireType.field(tag) < Fields.METRIC_FIRST_VALUE) {
                readAttribute(tag, in, maxStringBytes);
            } else {
                readValue(tag, in, maxStringBytes);
            }
        }
        if (!hasName && !hasAlias) {
            throw in.malformed(Reason.NEITHER_NAME_NOR_ALIAS, start);
        }
    }

    /**
     * Reads alias, time and type where they stand as data messages have them; returns where it stopped. A shortcut: what it does not take, the loop over the
     * fields takes.
     */
    private int readUsualStart(int start, int end) {
        int at = start;
        if (end - at >= 2 && bytes[at] == ALIAS && bytes[at + 1] >= 0) {
            alias = bytes[at + 1];
            hasAlias = true;
            at += 2;
        }
        if (end - at > Long.BYTES && bytes[at] == TIMESTAMP) {
            long word = Varint.word(bytes, at + 1);
            if (Varint.ends(word)) {
                timestamp = Varint.value(word);
                hasTimestamp = true;
                at += 1 + Varint.length(word);
            }
        }
        if (end - at >= 2 && bytes[at] == DATA_TYPE && isUsualType(bytes[at + 1])) {
            dataTypeCode = bytes[at + 1];
            at += 2;
        }
        return at;
    }

    private static boolean isUsualType(int code) {
        return code > 0 && code < DataType.PROPERTY_SET.code();
    }

    private void readAttribute(int tag, WireReader in, int maxStringBytes) throws MalformedPayloadException {
        switch (WireType.field(tag)) {
            case Fields.METRIC_NAME -> {
                nameLength = in.stringLength(tag, maxStringBytes);
                nameOffset = in.position();
                in.advance(nameLength);
                hasName = true;
            }
            case Fields.METRIC_ALIAS -> {
                alias = in.varint(tag);
                hasAlias = true;
            }
            case Fields.METRIC_TIMESTAMP -> {
                timestamp = CheckedNumber.timestamp(tag, in);
                hasTimestamp = true;
            }
            case Fields.METRIC_DATA_TYPE -> dataTypeCode = CheckedNumber.metricTypeCode(tag, in);
            case Fields.METRIC_IS_HISTORICAL -> historical = in.bool(tag);
            case Fields.METRIC_IS_TRANSIENT -> transientMetric = in.bool(tag);
            case Fields.METRIC_IS_NULL -> isNull = in.bool(tag);
            case Fields.METRIC_META_DATA, Fields.METRIC_PROPERTIES -> in.advance(in.length(tag));
            default -> in.skip(tag);
        }
    }

    private void readValue(int tag, WireReader in, int maxStringBytes) throws MalformedPayloadException {
        switch (WireType.field(tag)) {
            case Fields.METRIC_FIRST_VALUE + Fields.INT -> number(ValueField.INT, in.varint(tag) & 0xFFFF_FFFFL);
            case Fields.METRIC_FIRST_VALUE + Fields.LONG -> number(ValueField.LONG, in.varint(tag));
            case Fields.METRIC_FIRST_VALUE + Fields.FLOAT -> number(ValueField.FLOAT, in.fixed32(tag));
            case Fields.METRIC_FIRST_VALUE + Fields.DOUBLE -> number(ValueField.DOUBLE, in.fixed64(tag));
            case Fields.METRIC_FIRST_VALUE + Fields.BOOLEAN -> number(ValueField.BOOLEAN, in.varint(tag));
            case Fields.METRIC_FIRST_VALUE + Fields.STRING ->
                slice(ValueField.STRING, in.stringLength(tag, maxStringBytes), in);
            case Fields.METRIC_BYTES -> slice(ValueField.BYTES, in.length(tag), in);
            case Fields.METRIC_DATA_SET -> slice(ValueField.DATA_SET, in.length(tag), in);
            case Fields.METRIC_TEMPLATE -> slice(ValueField.TEMPLATE, in.length(tag), in);
            default -> in.skip(tag);
        }
    }

    private void number(ValueField field, long newBits) {
        valueField = field;
        bits = newBits;
    }

    private void slice(ValueField field, int length, WireReader in) throws MalformedPayloadException {
        valueField = field;
        valueOffset = in.position();
        valueLength = length;
        in.advance(length);
    }

    private void clear(byte[] source) {
        bytes = source;
        hasName = false;
        hasAlias = false;
        hasTimestamp = false;
        dataTypeCode = 0;
        historical = false;
        transientMetric = false;
        isNull = false;
        valueField = ValueField.NONE;
    }

    public boolean hasName() {
        return hasName;
    }

    /** Where the name begins; only where {@link #hasName}. */
    public int nameOffset() {
        return nameOffset;
    }

    /** The UTF-8 bytes of the name; only where {@link #hasName}. */
    public int nameLength() {
        return nameLength;
    }

    /** True when there is a name and it has these UTF-8 bytes. */
    public boolean isNamed(byte[] utf8) {
        return hasName && Arrays.equals(bytes, nameOffset, nameOffset + nameLength, utf8, 0, utf8.length);
    }

    /** The name as a new string; only where {@link #hasName}. */
    public String name() {
        return new String(bytes, nameOffset, nameLength, StandardCharsets.UTF_8);
    }

    public boolean hasAlias() {
        return hasAlias;
    }

    /** The alias, unsigned; only where {@link #hasAlias}. */
    public long alias() {
        return alias;
    }

    public boolean hasTimestamp() {
        return hasTimestamp;
    }

    /** Milliseconds since 1970 UTC; only where {@link #hasTimestamp}. */
    public long timestamp() {
        return timestamp;
    }

    /** {@link DataType#code}; 0 where the message gives no type. */
    public int dataTypeCode() {
        return dataTypeCode;
    }

    public boolean isHistorical() {
        return historical;
    }

    public boolean isTransient() {
        return transientMetric;
    }

    public ValueField valueField() {
        return isNull ? ValueField.NONE : valueField;
    }

    /** The bits of an INT, LONG, FLOAT or DOUBLE; 0 for a BOOLEAN that is false. */
    public long bits() {
        return bits;
    }

    public float floatValue() {
        return Float.intBitsToFloat((int) bits);
    }

    public double doubleValue() {
        return Double.longBitsToDouble(bits);
    }

    public boolean booleanValue() {
        return bits != 0;
    }

    /** Where a STRING, BYTES, DATA_SET or TEMPLATE begins. */
    public int valueOffset() {
        return valueOffset;
    }

    /** The bytes of a STRING, BYTES, DATA_SET or TEMPLATE. */
    public int valueLength() {
        return valueLength;
    }
}
