package io.oeesuite.sparkplug;

import java.util.Optional;

/** How the forms of a value turn into each other: from the bits of a message to a number of the type, and back. */
final class Typing {
    private Typing() {}

    /** The value as the type, empty when it cannot be one. */
    static Optional<Value> read(Value value, DataType type) {
        return switch (type) {
            case INT8 -> signed(value, Byte.SIZE);
            case INT16 -> signed(value, Short.SIZE);
            case INT32 -> signed(value, Integer.SIZE);
            case INT64 -> signed(value, Long.SIZE);
            case UINT8 -> unsigned(value, Byte.SIZE);
            case UINT16 -> unsigned(value, Short.SIZE);
            case UINT32 -> unsigned(value, Integer.SIZE);
            case UINT64, DATETIME -> unsigned(value, Long.SIZE);
            case FLOAT -> toFloat(value);
            case DOUBLE -> toDouble(value);
            case BOOLEAN -> only(BooleanValue.class, value);
            case STRING, TEXT, UUID -> only(StringValue.class, value);
            case BYTES, FILE -> only(BytesValue.class, value);
            case DATASET -> only(DataSetValue.class, value);
            case TEMPLATE -> only(TemplateValue.class, value);
            case PROPERTY_SET -> only(PropertySet.class, value);
            case PROPERTY_SET_LIST -> only(PropertySetList.class, value);
            case INT8_ARRAY,
                    INT16_ARRAY,
                    INT32_ARRAY,
                    INT64_ARRAY,
                    UINT8_ARRAY,
                    UINT16_ARRAY,
                    UINT32_ARRAY,
                    UINT64_ARRAY,
                    FLOAT_ARRAY,
                    DOUBLE_ARRAY,
                    BOOLEAN_ARRAY,
                    STRING_ARRAY,
                    DATETIME_ARRAY -> toArray(value, type);
        };
    }

    /** True when the value has the form of the type and lies in its range. */
    static boolean holds(DataType type, Value value) {
        return switch (type) {
            case INT8 -> value instanceof LongValue(long number) && fitsSigned(number, Byte.SIZE);
            case INT16 -> value instanceof LongValue(long number) && fitsSigned(number, Short.SIZE);
            case INT32 -> value instanceof LongValue(long number) && fitsSigned(number, Integer.SIZE);
            case INT64 -> value instanceof LongValue;
            case UINT8 -> value instanceof UnsignedValue(long bits) && fitsUnsigned(bits, Byte.SIZE);
            case UINT16 -> value instanceof UnsignedValue(long bits) && fitsUnsigned(bits, Short.SIZE);
            case UINT32 -> value instanceof UnsignedValue(long bits) && fitsUnsigned(bits, Integer.SIZE);
            case UINT64, DATETIME -> value instanceof UnsignedValue;
            case FLOAT -> value instanceof FloatValue;
            case DOUBLE -> value instanceof DoubleValue;
            case BOOLEAN -> value instanceof BooleanValue;
            case STRING, TEXT, UUID -> value instanceof StringValue;
            case BYTES, FILE -> value instanceof BytesValue;
            case DATASET -> value instanceof DataSetValue;
            case TEMPLATE -> value instanceof TemplateValue;
            case PROPERTY_SET -> value instanceof PropertySet;
            case PROPERTY_SET_LIST -> value instanceof PropertySetList;
            case INT8_ARRAY,
                    INT16_ARRAY,
                    INT32_ARRAY,
                    INT64_ARRAY,
                    UINT8_ARRAY,
                    UINT16_ARRAY,
                    UINT32_ARRAY,
                    UINT64_ARRAY,
                    FLOAT_ARRAY,
                    DOUBLE_ARRAY,
                    BOOLEAN_ARRAY,
                    STRING_ARRAY,
                    DATETIME_ARRAY -> value instanceof ArrayValue array && array.type() == type;
        };
    }

    /** The form in which a message carries a value of the type. The value is one that the type holds. */
    static WireValue toWire(Value value, DataType type) {
        return switch (value) {
            case WireValue wire -> wire;
            case LongValue(long number) -> type == DataType.INT64 ? new LongBits(number) : new IntBits((int) number);
            case UnsignedValue(long bits) ->
                type == DataType.UINT64 || type == DataType.DATETIME ? new LongBits(bits) : new IntBits((int) bits);
            case ArrayValue array -> new BytesValue(PackedArray.pack(array));
        };
    }

    /** The number as a value of an integer type or DateTime; for UInt64 and DateTime its bits. */
    static Value integer(long number, DataType type) {
        Value form = type == DataType.UINT64 || type == DataType.DATETIME
                ? new UnsignedValue(number)
                : new LongValue(number);
        return read(form, type).orElseThrow(() -> new IllegalArgumentException(number + " is no " + type));
    }

    private static Optional<Value> signed(Value value, int width) {
        return switch (value) {
            case LongValue(long number) -> fitsSigned(number, width) ? Optional.of(value) : Optional.empty();
            case IntBits(int bits) ->
                width == Long.SIZE ? Optional.of(new LongValue(bits & 0xFFFF_FFFFL)) : narrow(bits, width);
            case LongBits(long bits) -> width == Long.SIZE ? Optional.of(new LongValue(bits)) : narrowLong(bits, width);
            case UnsignedValue(long bits) ->
                bits >= 0 && fitsSigned(bits, width) ? Optional.of(new LongValue(bits)) : Optional.empty();
            case WireValue _, ArrayValue _ -> Optional.empty();
        };
    }

    private static Optional<Value> narrowLong(long bits, int width) {
        boolean zeroExtended = bits >>> Integer.SIZE == 0;
        return zeroExtended || bits == (int) bits ? narrow((int) bits, width) : Optional.empty();
    }

    // Some encoders extend the sign to 32 bits, as the specification says, others cut the bits to the width of the
    // type.
    private static Optional<Value> narrow(int bits, int width) {
        if (fitsSigned(bits, width)) {
            return Optional.of(new LongValue(bits));
        }
        boolean cutToWidth = bits >>> width == 0;
        int unused = Integer.SIZE - width;
        return cutToWidth ? Optional.of(new LongValue(bits << unused >> unused)) : Optional.empty();
    }

    private static boolean fitsSigned(long number, int width) {
        int unused = Long.SIZE - width;
        return number << unused >> unused == number;
    }

    private static Optional<Value> unsigned(Value value, int width) {
        return switch (value) {
            case UnsignedValue(long bits) -> fitsUnsigned(bits, width) ? Optional.of(value) : Optional.empty();
            case IntBits(int bits) -> unsignedOf(bits & 0xFFFF_FFFFL, width);
            case LongBits(long bits) -> unsignedOf(bits, width);
            case LongValue(long number) -> number >= 0 ? unsignedOf(number, width) : Optional.empty();
            case WireValue _, ArrayValue _ -> Optional.empty();
        };
    }

    private static Optional<Value> unsignedOf(long bits, int width) {
        return fitsUnsigned(bits, width) ? Optional.of(new UnsignedValue(bits)) : Optional.empty();
    }

    private static boolean fitsUnsigned(long bits, int width) {
        return width == Long.SIZE || bits >>> width == 0;
    }

    private static Optional<Value> toFloat(Value value) {
        if (value instanceof DoubleValue(double number)) {
            return Optional.of(new FloatValue((float) number));
        }
        return only(FloatValue.class, value);
    }

    private static Optional<Value> toDouble(Value value) {
        if (value instanceof FloatValue(float number)) {
            return Optional.of(new DoubleValue(number));
        }
        return only(DoubleValue.class, value);
    }

    private static Optional<Value> toArray(Value value, DataType type) {
        if (value instanceof ArrayValue array) {
            return array.type() == type ? Optional.of(value) : Optional.empty();
        }
        return value instanceof BytesValue(Bytes packed) ? PackedArray.unpack(packed, type) : Optional.empty();
    }

    private static Optional<Value> only(Class<? extends Value> form, Value value) {
        return form.isInstance(value) ? Optional.of(value) : Optional.empty();
    }
}
