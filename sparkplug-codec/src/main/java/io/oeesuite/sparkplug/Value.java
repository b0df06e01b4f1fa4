package io.oeesuite.sparkplug;

import java.util.Optional;

/**
 * A value that is not null. A metric with a data type holds the form that belongs to the type; without one it holds a {@link WireValue}, the form in which
 * the message gave it.
 *
 * <table>
 * <caption>The form of each type</caption>
 * <tr><td>Int8…Int64</td><td>{@link LongValue}</td></tr>
 * <tr><td>UInt8…UInt64, DateTime</td><td>{@link UnsignedValue}</td></tr>
 * <tr><td>Float, Double, Boolean</td><td>{@link FloatValue}, {@link DoubleValue}, {@link BooleanValue}</td></tr>
 * <tr><td>String, Text, UUID</td><td>{@link StringValue}</td></tr>
 * <tr><td>Bytes, File</td><td>{@link BytesValue}</td></tr>
 * <tr><td>arrays</td><td>{@link ArrayValue}</td></tr>
 * <tr><td>DataSet, Template</td><td>{@link DataSetValue}, {@link TemplateValue}</td></tr>
 * <tr><td>PropertySet, PropertySetList</td><td>{@link PropertySet}, {@link PropertySetList}</td></tr>
 * </table>
 */
public sealed interface Value permits WireValue, LongValue, UnsignedValue, ArrayValue {

    /**
     * This value read as the type, in the form that belongs to it; empty when the value cannot be one of that type. Integer bits may come from either integer
     * field of a message, whichever width the type has; negative numbers are two's complement. Float and Double are read as each other.
     */
    default Optional<Value> as(DataType type) {
        return Typing.read(this, type);
    }
}
