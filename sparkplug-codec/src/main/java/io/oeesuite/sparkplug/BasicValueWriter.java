package io.oeesuite.sparkplug;

/** Writes the basic values, which every message with values has in the same order from some field on. */
final class BasicValueWriter {
    private BasicValueWriter() {}

    static void write(WireValue value, int firstField, WireWriter out) {
        switch (value) {
            case IntBits(int bits) -> out.uint32Field(firstField + Fields.INT, bits);
            case LongBits(long bits) -> out.varintField(firstField + Fields.LONG, bits);
            case FloatValue(float number) -> out.floatField(firstField + Fields.FLOAT, number);
            case DoubleValue(double number) -> out.doubleField(firstField + Fields.DOUBLE, number);
            case BooleanValue(boolean flag) -> out.boolField(firstField + Fields.BOOLEAN, flag);
            case StringValue(String text) -> out.stringField(firstField + Fields.STRING, text);
            case BytesValue _, DataSetValue _, TemplateValue _, PropertySet _, PropertySetList _ ->
                throw new IllegalArgumentException(value + " is no basic value");
        }
    }
}
