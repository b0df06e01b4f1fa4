package io.oeesuite.sparkplug;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Arrays as they lie in {@code bytes_value}: numbers little-endian one after the other; booleans as a 4-byte little-endian count and then bits, the first in
 * the highest bit of the first byte; strings each ended by a zero byte.
 */
final class PackedArray {
    private static final int HIGHEST_BIT = 0x80;

    private PackedArray() {}

    static Bytes pack(ArrayValue array) {
        List<Value> elements = array.elements();
        return switch (array.type()) {
            case INT8_ARRAY, UINT8_ARRAY -> packNumbers(elements, Byte.BYTES, (to, bits) -> to.put((byte) bits));
            case INT16_ARRAY, UINT16_ARRAY ->
                packNumbers(elements, Short.BYTES, (to, bits) -> to.putShort((short) bits));
            case INT32_ARRAY, UINT32_ARRAY, FLOAT_ARRAY ->
                packNumbers(elements, Integer.BYTES, (to, bits) -> to.putInt((int) bits));
            case INT64_ARRAY, UINT64_ARRAY, DATETIME_ARRAY, DOUBLE_ARRAY ->
                packNumbers(elements, Long.BYTES, ByteBuffer::putLong);
            case BOOLEAN_ARRAY -> packBooleans(elements);
            case STRING_ARRAY -> packStrings(elements);
            default -> throw new IllegalArgumentException(array.type() + " is not an array type");
        };
    }

    /** The array, empty when the bytes are not one of the type or when it is larger than {@link ArrayValue#MAX_ELEMENTS}. */
    static Optional<Value> unpack(Bytes packed, DataType type) {
        ByteBuffer bytes = ByteBuffer.wrap(packed.shared()).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case INT8_ARRAY -> numbers(bytes, type, Byte.BYTES, () -> new LongValue(bytes.get()));
            case INT16_ARRAY -> numbers(bytes, type, Short.BYTES, () -> new LongValue(bytes.getShort()));
            case INT32_ARRAY -> numbers(bytes, type, Integer.BYTES, () -> new LongValue(bytes.getInt()));
            case INT64_ARRAY -> numbers(bytes, type, Long.BYTES, () -> new LongValue(bytes.getLong()));
            case UINT8_ARRAY -> numbers(bytes, type, Byte.BYTES, () -> new UnsignedValue(bytes.get() & 0xFFL));
            case UINT16_ARRAY -> numbers(bytes, type, Short.BYTES, () -> new UnsignedValue(bytes.getShort() & 0xFFFFL));
            case UINT32_ARRAY ->
                numbers(bytes, type, Integer.BYTES, () -> new UnsignedValue(bytes.getInt() & 0xFFFF_FFFFL));
            case UINT64_ARRAY, DATETIME_ARRAY ->
                numbers(bytes, type, Long.BYTES, () -> new UnsignedValue(bytes.getLong()));
            case FLOAT_ARRAY -> numbers(bytes, type, Float.BYTES, () -> new FloatValue(bytes.getFloat()));
            case DOUBLE_ARRAY -> numbers(bytes, type, Double.BYTES, () -> new DoubleValue(bytes.getDouble()));
            case BOOLEAN_ARRAY -> booleans(bytes);
            case STRING_ARRAY -> strings(packed.shared());
            default -> Optional.empty();
        };
    }

    /** How many elements {@link #unpack} will make of the bytes, if they are an array of the type. */
    static int elementCount(Bytes packed, DataType type) {
        return switch (type) {
            case INT16_ARRAY, UINT16_ARRAY -> packed.size() / Short.BYTES;
            case INT32_ARRAY, UINT32_ARRAY, FLOAT_ARRAY -> packed.size() / Integer.BYTES;
            case INT64_ARRAY, UINT64_ARRAY, DATETIME_ARRAY, DOUBLE_ARRAY -> packed.size() / Long.BYTES;
            case BOOLEAN_ARRAY -> Math.max(0, packed.size() - Integer.BYTES) * Byte.SIZE;
            case STRING_ARRAY -> zeroBytes(packed.shared());
            default -> packed.size();
        };
    }

    private static int zeroBytes(byte[] bytes) {
        int zeros = 0;
        for (byte next : bytes) {
            zeros += next == 0 ? 1 : 0;
        }
        return zeros;
    }

    private interface Put {
        void put(ByteBuffer to, long bits);
    }

    private static Bytes packNumbers(List<Value> numbers, int width, Put put) {
        byte[] packed = new byte[numbers.size() * width];
        ByteBuffer to = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        for (Value number : numbers) {
            put.put(to, bits(number));
        }
        return Bytes.of(packed);
    }

    private static long bits(Value element) {
        return switch (element) {
            case LongValue(long number) -> number;
            case UnsignedValue(long bits) -> bits;
            case FloatValue(float number) -> Float.floatToRawIntBits(number);
            case DoubleValue(double number) -> Double.doubleToRawLongBits(number);
            case ArrayValue _, WireValue _ -> throw new IllegalArgumentException(element + " is not a number");
        };
    }

    private interface Next {
        Value read();
    }

    private static Optional<Value> numbers(ByteBuffer bytes, DataType type, int width, Next next) {
        int size = bytes.remaining() / width;
        if (bytes.remaining() % width != 0 || size > ArrayValue.MAX_ELEMENTS) {
            return Optional.empty();
        }
        List<Value> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(next.read());
        }
        return Optional.of(new ArrayValue(type, elements));
    }

    private static Bytes packBooleans(List<Value> flags) {
        byte[] packed = new byte[Integer.BYTES + bitBytes(flags.size())];
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(flags.size());
        for (int i = 0; i < flags.size(); i++) {
            if (flags.get(i).equals(BooleanValue.TRUE)) {
                packed[Integer.BYTES + i / Byte.SIZE] |= (byte) bit(i);
            }
        }
        return Bytes.of(packed);
    }

    private static int bit(int index) {
        return HIGHEST_BIT >>> (index % Byte.SIZE);
    }

    private static Optional<Value> booleans(ByteBuffer bytes) {
        if (bytes.remaining() < Integer.BYTES) {
            return Optional.empty();
        }
        int size = bytes.getInt();
        if (size < 0 || size > ArrayValue.MAX_ELEMENTS || bytes.remaining() != bitBytes(size)) {
            return Optional.empty();
        }
        List<Value> flags = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            flags.add(BooleanValue.of((bytes.get(Integer.BYTES + i / Byte.SIZE) & bit(i)) != 0));
        }
        return Optional.of(new ArrayValue(DataType.BOOLEAN_ARRAY, flags));
    }

    private static int bitBytes(int size) {
        return (size + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static Bytes packStrings(List<Value> texts) {
        WireWriter packed = new WireWriter();
        for (Value text : texts) {
            if (text instanceof StringValue(String content)) {
                packed.raw(content.getBytes(StandardCharsets.UTF_8));
                packed.raw(new byte[1]);
            }
        }
        return Bytes.of(packed.toByteArray());
    }

    private static Optional<Value> strings(byte[] packed) {
        List<Value> texts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < packed.length; i++) {
            if (packed[i] == 0) {
                if (!Utf8.isValid(packed, start, i) || texts.size() == ArrayValue.MAX_ELEMENTS) {
                    return Optional.empty();
                }
                texts.add(new StringValue(new String(packed, start, i - start, StandardCharsets.UTF_8)));
                start = i + 1;
            }
        }
        boolean lastIsEnded = start == packed.length;
        return lastIsEnded ? Optional.of(new ArrayValue(DataType.STRING_ARRAY, texts)) : Optional.empty();
    }
}
