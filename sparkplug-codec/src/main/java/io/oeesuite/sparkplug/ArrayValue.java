package io.oeesuite.sparkplug;

import java.util.ArrayList;
import java.util.List;

/**
 * An array: {@code type} is one of the array types, every element has the form of the element's type. At most {@link #MAX_ELEMENTS} elements. A string of a
 * StringArray contains no U+0000, which ends it on the wire.
 */
public record ArrayValue(DataType type, List<Value> elements) implements Value {
    public static final int MAX_ELEMENTS = 1 << 20;

    public ArrayValue {
        elements = List.copyOf(elements);
        DataType elementType =
                type.elementType().orElseThrow(() -> new IllegalArgumentException(type + " is not an array type"));
        if (elements.size() > MAX_ELEMENTS) {
            throw new IllegalArgumentException(elements.size() + " elements, the limit is " + MAX_ELEMENTS);
        }
        for (Value element : elements) {
            if (!elementType.holds(element) || (element instanceof StringValue(String text) && text.indexOf(0) >= 0)) {
                throw new IllegalArgumentException(element + " cannot be in a " + type);
            }
        }
    }

    /** An array of an integer type or of DateTime; UInt64 elements are given by their bits. */
    public static ArrayValue ofLongs(DataType type, long... numbers) {
        List<Value> elements = new ArrayList<>(numbers.length);
        for (long number : numbers) {
            elements.add(Typing.integer(number, elementTypeOf(type)));
        }
        return new ArrayValue(type, elements);
    }

    public static ArrayValue ofFloats(float... numbers) {
        List<Value> elements = new ArrayList<>(numbers.length);
        for (float number : numbers) {
            elements.add(new FloatValue(number));
        }
        return new ArrayValue(DataType.FLOAT_ARRAY, elements);
    }

    public static ArrayValue ofDoubles(double... numbers) {
        List<Value> elements = new ArrayList<>(numbers.length);
        for (double number : numbers) {
            elements.add(new DoubleValue(number));
        }
        return new ArrayValue(DataType.DOUBLE_ARRAY, elements);
    }

    public static ArrayValue ofBooleans(boolean... flags) {
        List<Value> elements = new ArrayList<>(flags.length);
        for (boolean flag : flags) {
            elements.add(BooleanValue.of(flag));
        }
        return new ArrayValue(DataType.BOOLEAN_ARRAY, elements);
    }

    public static ArrayValue ofStrings(String... texts) {
        List<Value> elements = new ArrayList<>(texts.length);
        for (String text : texts) {
            elements.add(new StringValue(text));
        }
        return new ArrayValue(DataType.STRING_ARRAY, elements);
    }

    private static DataType elementTypeOf(DataType type) {
        return type.elementType().orElseThrow(() -> new IllegalArgumentException(type + " is not an array type"));
    }
}
