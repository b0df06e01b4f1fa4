package io.oeesuite.sparkplug;

/** Writes property sets: first all keys, then all values. */
final class PropertySetWriter {
    private PropertySetWriter() {}

    static void write(PropertySet set, WireWriter out) {
        for (Property property : set.properties()) {
            out.stringField(Fields.PROPERTY_SET_KEYS, property.key());
        }
        for (Property property : set.properties()) {
            out.messageField(Fields.PROPERTY_SET_VALUES, () -> writeProperty(property, out));
        }
    }

    private static void writeProperty(Property property, WireWriter out) {
        property.type().ifPresent(type -> out.varintField(Fields.PROPERTY_TYPE, type.code()));
        out.flagField(Fields.PROPERTY_IS_NULL, property.value().isEmpty());
        property.value().ifPresent(value -> writeValue(SparkplugEncoder.wireForm(property.type(), value), out));
    }

    private static void writeValue(WireValue value, WireWriter out) {
        switch (value) {
            case PropertySet set -> out.messageField(Fields.PROPERTY_SET, () -> write(set, out));
            case PropertySetList list -> out.messageField(Fields.PROPERTY_SET_LIST, () -> writeList(list, out));
            case IntBits _,
                    LongBits _,
                    FloatValue _,
                    DoubleValue _,
                    BooleanValue _,
                    StringValue _,
                    BytesValue _,
                    DataSetValue _,
                    TemplateValue _ -> BasicValueWriter.write(value, Fields.PROPERTY_FIRST_VALUE, out);
        }
    }

    private static void writeList(PropertySetList list, WireWriter out) {
        for (PropertySet set : list.sets()) {
            out.messageField(Fields.PROPERTY_SET_LIST_SETS, () -> write(set, out));
        }
    }
}
